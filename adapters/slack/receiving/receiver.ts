/** A way in from Slack. */
export interface Receiver {
  /** Nothing new comes in after this. */
  stop(): Promise<void>;
  state(): 'ok' | 'reconnecting' | 'stopped';
}
