/** What is on its way into the database, by this: a word may come right behind what it is a reply to. */
export function arrivalKey(tenant: string, id: string): string {
  return `${tenant} ${id}`;
}
