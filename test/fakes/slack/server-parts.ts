/** What the parts of the local Slack share: what it knows, and how it reaches the app. */
import type { Deliverer } from './delivery/deliver.ts';
import type { Sockets } from './delivery/socket.ts';
import type { Faults } from './faults.ts';
import type { World } from './world/world.ts';

export interface Server {
  readonly world: World;
  readonly deliver: Deliverer;
  readonly faults: Faults;
  readonly sockets: Sockets;
}
