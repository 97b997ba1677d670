/** A message by its place and time, however often and as whatever event it arrives. */
export function messageDeliveryId(channel: string, ts: string): string {
  return `message:${channel}:${ts}`;
}
