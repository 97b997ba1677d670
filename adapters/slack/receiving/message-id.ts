/** A message by its place and time, however often and as whatever event it arrives. */
export function messageDeliveryId(channel: string, ts: string): string {
  return `message:${channel}:${ts}`;
}

/** When it was written, epoch milliseconds: Slack's name for a message is its time. */
export function messageTime(ts: string): number {
  return Math.round(Number(ts) * 1000);
}
