/** A message by its place and time, however often and as whatever event it arrives. */
export function messageDeliveryId(channel: string, ts: string): string {
  return `message:${channel}:${ts}`;
}

/** What is on its way into the database, by this. */
export function arrivalKey(tenant: string, id: string): string {
  return `${tenant} ${id}`;
}
