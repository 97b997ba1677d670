/** What the parts of the local Discord share: what it knows, and how it reaches the app. */
import type { Faults } from './faults.ts';
import type { Gateway } from './gateway/gateway.ts';
import type { World } from './world/world.ts';

export interface Server {
  readonly world: World;
  readonly gateway: Gateway;
  readonly faults: Faults;
}
