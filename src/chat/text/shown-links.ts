/** `[the report](https://example.com)` becomes `the report (https://example.com)`: whoever reads it sees where it leads. */
export function shownLinks(markdown: string): string {
  return markdown.replace(LINK, (_whole, label: string, address: string) =>
    label.trim() === '' || label.trim() === address.trim() ? address : `${label} (${address})`,
  );
}

/** `[text](address)` and `![text](address)`, one pair of brackets deep in both. */
const LINK = /!?\[((?:[^[\]\n]|\[[^[\]\n]*\]){0,500})\]\(((?:[^()\n]|\([^()\n]*\)){0,2000})\)/gu;
