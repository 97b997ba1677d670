/** A message by its id, however often it arrives. Threads that grow from a message have the same id. */
export function messageDeliveryId(message: string): string {
  return `message:${message}`;
}

/** What somebody wrote, by the input that it became. Null: that was no message. */
export function messageOfInput(input: string): string | null {
  return /^discord:\d+:message:(\d{1,20})$/u.exec(input)?.[1] ?? null;
}
