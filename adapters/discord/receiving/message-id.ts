/** A message by its id, however often it arrives. Threads that grow from a message have the same id. */
export function messageDeliveryId(message: string): string {
  return `message:${message}`;
}
