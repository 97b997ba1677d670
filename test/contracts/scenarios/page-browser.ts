/** A browser without the script: it reads pages, follows links, fills in forms by their labels and sends them off. */
import { type Cheerio, type CheerioAPI, load } from 'cheerio';

type Node = Parameters<CheerioAPI['contains']>[0];
type Elements = Cheerio<Node>;

export interface Browser {
  open(path: string): Promise<Page>;
  /** Where it led to. */
  send(page: Page, form: Elements, filled?: Readonly<Record<string, string>>): Promise<Page>;
}

export interface Page {
  /** Path of the address. */
  readonly path: string;
  readonly $: CheerioAPI;
}

/** `origin` may change: a process that comes back listens elsewhere. */
export function browser(origin: () => string, cookie: string): Browser {
  async function go(path: string, init: RequestInit, hops: number): Promise<Page> {
    const base = origin();
    const { headers, ...rest } = init;
    const response = await fetch(new URL(path, base), { ...rest, redirect: 'manual', headers: { ...headers, cookie, origin: new URL(base).origin } });
    const to = response.headers.get('location');
    if (to !== null && hops > 0) return await go(to, {}, hops - 1);
    const $ = load(await response.text());
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${textOf($, $('main'))}`);
    return { path, $ };
  }

  return {
    open: (path) => go(path, {}, MOST_HOPS),
    send({ $, path }, form, filled = {}) {
      const fields = new Map(form.serializeArray().map(({ name, value }) => [name, value]));
      for (const [label, value] of Object.entries(filled)) fields.set(nameOf($, form, label), value);
      const action = form.attr('action') ?? path;
      const entries = [...fields];
      return go(action, { method: 'POST', body: form.attr('enctype') === MULTIPART ? multipart(entries) : new URLSearchParams(entries) }, MOST_HOPS);
    },
  };
}

const MOST_HOPS = 3;
const MULTIPART = 'multipart/form-data';

function multipart(entries: readonly (readonly [string, string])[]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

/** The name of the first field with this label. */
function nameOf($: CheerioAPI, form: Elements, label: string): string {
  const labels = form.find('label[for]').toArray();
  const found = labels.find((one) => $(one).text().trim() === label);
  const name = found && form.find(`[id="${$(found).attr('for')}"]`).attr('name');
  if (name === undefined) throw new Error(`No field ${label}; there are: ${labels.map((one) => $(one).text().trim()).join(', ')}`);
  return name;
}

/** What stands in a line with other words. */
const INLINE = new Set(['a', 'b', 'code', 'em', 'strong', 'time']);

/** What a person reads: blocks on lines of their own. */
export function textOf($: CheerioAPI, elements: Elements): string {
  return elements
    .toArray()
    .map((element) => pieceOf($, element))
    .join('')
    .split('\n')
    .map((line) => line.replace(/ +/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function pieceOf($: CheerioAPI, node: Node): string {
  if (node.type === 'text') return node.data.replace(/\s+/gu, ' ');
  if (!('name' in node)) return '';
  const apart = INLINE.has(node.name) ? '' : node.name === 'span' ? ' ' : '\n';
  const inside =
    node.name === 'pre'
      ? $(node).text()
      : $(node)
          .contents()
          .toArray()
          .map((child) => pieceOf($, child))
          .join('');
  return `${apart}${inside}${apart}`;
}
