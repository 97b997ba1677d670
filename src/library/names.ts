/** Names as people type them: `SDK Integration` and `sdk_integration` are both `sdk-integration`. */

/** More is a sentence; plans, commands and cards show names. */
const MAX_NAME_CHARACTERS = 80;

/** Kebab-case of the letters (of any script) and digits; empty when there are none, or too many. */
export function libraryName(text: string): string {
  const name = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/gu, '');
  return name.length > MAX_NAME_CHARACTERS ? '' : name;
}
