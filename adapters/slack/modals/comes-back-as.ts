/**
 * Slack may hand emoji back as their codes and the three characters of its markup as entities; taken literally, a field
 * that nobody touched would be an edit.
 */
export function comesBackAs(stood: string, text: string): boolean {
  return text === stood || mayReturnAs(stood, text);
}

/** Text that is no emoji may look like a code: what the parts so far may have ended at is kept, all of it. */
function mayReturnAs(stood: string, text: string): boolean {
  let ends: ReadonlySet<number> = new Set([0]);
  for (const part of stood.split(VARIABLE)) {
    const entity = ENTITIES.get(part);
    const written = [part, ...(entity === undefined ? [] : [entity])];
    const next = new Set([...ends].flatMap((at) => written.flatMap((one) => (text.startsWith(one, at) ? [at + one.length] : []))));
    ends = EMOJI_ONLY.test(part) ? new Set([...next, ...afterCodes(text, ends)]) : next;
    if (ends.size === 0) return false;
  }
  return ends.has(text.length);
}

/** After one code from any of these places, after two, and so on. */
function afterCodes(text: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  const reached = new Set<number>();
  for (const start of starts) {
    let end = codeEnd(text, start);
    while (end !== null && !reached.has(end)) {
      reached.add(end);
      end = codeEnd(text, end);
    }
  }
  return reached;
}

function codeEnd(text: string, start: number): number | null {
  const [code] = /^:[\w+'-]{1,100}:/u.exec(text.slice(start, start + MAX_CODE)) ?? [];
  return code === undefined ? null : start + code.length;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/** Characters that emoji are made of. Digits and signs that can be part of one count as text: they come back as they are. */
const EMOJI_ONLY = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u200D|\uFE0F|\u20E3)+$/u;
const VARIABLE = /([&<>]|(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u200D|\uFE0F|\u20E3)+)/u;
/** `:tada:`, `:skin-tone-3:`. */
const MAX_CODE = 102;
