/** Hono's tagged template escapes everything that is not HTML already; this is its result, without the promise. */
import { raw, html as tagged } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString;
export { raw };

/** Synchronous: nothing that we put into a template is a promise. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  const made = tagged(strings, ...values);
  if (made instanceof Promise) throw new TypeError('A template was given a promise.');
  return made;
}

export const NOTHING: Html = raw('');

/** An attribute that is there or not, such as ` checked`. The name is ours, never text from outside. */
export function flag(name: string, on: boolean): Html {
  return on ? raw(` ${name}`) : NOTHING;
}
