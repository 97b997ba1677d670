/** A file's name as it may be shown, stored and offered for download: the last part of a path, without control characters, at most 120 characters, its ending kept. */
export function safeName(name: string): string {
  const last = (name.split(/[/\\]/u).at(-1) ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  const characters = [...last];
  const short = characters.length <= 120 ? last : [...characters.slice(0, 100), '…', ...characters.slice(-19)].join('');
  return short === '' || /^\.+$/u.test(short) ? 'file' : short;
}
