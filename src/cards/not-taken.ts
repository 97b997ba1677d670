/** Plain words where there is no time for a card: what was typed or pressed could not be kept. */
export const NOT_TAKEN = {
  command: 'Not taken: Baton’s database does not answer at the moment. Nothing was started. Try again in a moment.',
  press: 'Not taken: Baton’s database does not answer at the moment. Nothing was changed. Press it again in a moment.',
  form: 'Not taken: Baton’s database does not answer at the moment. Nothing is lost here; send it again in a moment.',
} as const;
