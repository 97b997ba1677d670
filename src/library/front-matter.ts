/** Splits a Markdown file into its YAML front matter and its body. */
import { parse } from 'yaml';

export type FrontMatter = { readonly kind: 'split'; readonly head: unknown; readonly body: string } | { readonly kind: 'broken'; readonly problem: string };

export function splitFrontMatter(text: string): FrontMatter {
  const found = /^\uFEFF?---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n(.*))?$/su.exec(text);
  if (!found) return { kind: 'broken', problem: 'It does not begin with front matter between two lines of ---.' };
  try {
    return { kind: 'split', head: parse(found[1] ?? ''), body: (found[2] ?? '').trim() };
  } catch (error) {
    return { kind: 'broken', problem: `The front matter is not YAML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}` };
  }
}
