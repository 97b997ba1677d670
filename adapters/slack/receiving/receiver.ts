/** A way in from Slack. */
import type { SurfaceState } from '../../../src/ports/surface.ts';

export interface Receiver {
  /** Nothing new comes in after this. */
  stop(): Promise<void>;
  state(): SurfaceState;
}
