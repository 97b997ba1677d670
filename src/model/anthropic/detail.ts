/** Details of failures are shown to people and put into retry prompts: short, one line, and never with a secret in them. */
export type Secrets = readonly string[];

const MAX_DETAIL = 600;

export function tidyDetail(text: string, secrets: Secrets): string {
  const clean = secrets.filter((secret) => secret !== '').reduce((left, secret) => left.replaceAll(secret, '[secret]'), text);
  const line = clean.replace(/\s+/gu, ' ').trim();
  return line.length > MAX_DETAIL ? `${line.slice(0, MAX_DETAIL - 1)}…` : line;
}
