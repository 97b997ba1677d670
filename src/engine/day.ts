/** Calendar days in a time zone: what a day's budget counts by. */

/** `2026-11-21`, as people there would write the moment's date. */
export function dayOf(at: number, timeZone: string): string {
  return formatFor(timeZone).format(at);
}

/** The first moment of the next day there. */
export function nextDayAt(at: number, timeZone: string): number {
  const today = dayOf(at, timeZone);
  // Days begin at whole seconds.
  let before = at - (at % SECOND_MS);
  let after = before + LONGEST_DAY_MS;
  while (after - before > SECOND_MS) {
    const middle = before + Math.floor((after - before) / (2 * SECOND_MS)) * SECOND_MS;
    if (dayOf(middle, timeZone) === today) before = middle;
    else after = middle;
  }
  return after;
}

const SECOND_MS = 1_000;
/** With the hour that a change of the clocks gives back, and one to spare. */
const LONGEST_DAY_MS = 26 * 60 * 60 * SECOND_MS;

/** Each takes about 50 microseconds to make, and every call that starts needs its day. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, made);
  return made;
}
