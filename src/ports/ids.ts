/** New ids, UUIDv7. Attempt and decision ids are derived from the workflow's and need no port. */
export interface Ids {
  next(): string;
}
