/** Numbers as people read them: money, durations, counts, sizes. Every number comes with its unit. */

// Making a formatter is a hundred times dearer than using one, and cards are made on every step of a run.
const DOLLARS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const WHOLE = new Intl.NumberFormat('en-US');
const DECIMAL = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Dollars: `$0`, `<$0.01`, `$0.42`, `$1,250.00`. */
export function money(usd: number): string {
  if (usd <= 0) return '$0';
  if (usd < 0.005) return '<$0.01';
  return `$${DOLLARS.format(usd)}`;
}

/** Two units at most: `under 1 s`, `45 s`, `3 m 12 s`, `2 h 05 m`, `3 d 4 h`. */
export function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return 'under 1 s';
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${padded(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${padded(minutes % 60)} m`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A stretch of time without the parts that are zero: `36 s`, `30 m`, `1 h 30 m`, `24 h`, `3 d`. */
export function period(ms: number): string {
  return duration(Math.round(ms / 1000) * 1000).replace(/ 00? [hms]$/u, '');
}

/** `1 result`, `2 results`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${WHOLE.format(amount)} ${amount === 1 ? one : many}`;
}

/** `850 tokens`, `12.3k tokens`, `1.2M tokens`. */
export function tokens(amount: number): string {
  if (amount < 1000) return count(amount, 'token');
  return amount < 999_950 ? `${(amount / 1000).toFixed(1)}k tokens` : `${DECIMAL.format(amount / 1_000_000)}M tokens`;
}

export function size(bytes: number): string {
  if (bytes < 1024) return count(bytes, 'byte');
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'] as const;

/** `third`; from the tenth on in figures: `no. 12`. */
export function ordinal(position: number): string {
  return ORDINALS[position - 1] ?? `no. ${position}`;
}

/** `a, b and c`. */
export function sentenceList(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

const padded = (value: number): string => value.toString().padStart(2, '0');
