/** Flows on the page that Baton serves itself, in a browser without the script. */
import type { CheerioAPI } from 'cheerio';
import { batonProcesses, worriesIn } from '../../integration/process/many-processes.ts';
import { freshDatabase } from '../../postgres.ts';
import { type Browser, browser, type Page, textOf } from './page-browser.ts';
import type { Arena, Run, Shown } from './scene.ts';
import { asRead, awaited, buttonOf, seenIn } from './waiting.ts';

export async function webArena(): Promise<Arena> {
  const database = await freshDatabase();
  const processes = batonProcesses({ DATABASE_URL: database.url });
  await processes.launch();
  const origin = () => {
    const [running] = processes.running();
    if (!running) throw new Error('Nothing runs.');
    return running.address;
  };
  return {
    scene(index) {
      const me = `person${index}`;
      return { asks: (line) => ask(browser(origin, `baton_as=${me}`), me, `/c/channel-${index}`, line) };
    },
    crash: processes.crash,
    complaints: () => worriesIn(processes.printed()),
    async close() {
      await processes.kill();
      await database.drop();
    },
  };
}

async function ask(at: Browser, me: string, channel: string, line: string): Promise<Run> {
  const before = await at.open(channel);
  const { path } = await at.send(before, before.$('form.composer'), { 'What should be done?': line });
  const thread = async () => shownOn(at, await at.open(path), me);
  const write = async (text: string) => {
    const page = await at.open(path);
    await at.send(page, page.$('form.composer'), { 'Write in this thread': text });
  };
  return {
    me,
    sees: (text, button) => seenIn(thread, text, button),
    says: write,
    orders: write,
    async tookAsContext(words) {
      let ledger = '';
      await awaited(
        'the words in the ledger',
        async () => {
          const { $ } = await at.open(await ledgerOf(at, path));
          ledger = textOf($, $('table.ledger'));
          return ledger.split('\n').find((event) => event.includes(`@${me} added context: `) && event.includes(words));
        },
        () => ledger,
      );
    },
    thread,
    async twice() {
      const { $ } = await at.open(path);
      const texts = messagesOn($).map((one) => textOf($, $(one).find('.card')));
      return texts.filter((text, index) => texts.indexOf(text) !== index);
    },
    // The channel's page lists its threads, and nothing else stands there.
    async elsewhere() {
      const { $ } = await at.open(channel);
      return $('a[href^="/t/"]')
        .toArray()
        .map((one) => $(one).attr('href') ?? '')
        .filter((href, index, all) => href !== path && all.indexOf(href) === index);
    },
  };
}

async function ledgerOf(at: Browser, thread: string): Promise<string> {
  const { $ } = await at.open(thread);
  return $('a[href$="/ledger"]').attr('href') ?? '';
}

const messagesOn = ($: CheerioAPI) => $('article.from-baton').toArray();

function shownOn(at: Browser, page: Page, me: string): readonly Shown[] {
  const { $ } = page;
  return messagesOn($).map((element): Shown => {
    const article = $(element);
    const body = article.find('.card').first();
    const actions = body.find('.actions').first();
    const labelled = actions.find('button[type=submit], summary.button, a.button').filter((_, one) => $(one).closest('.ask-form').length === 0);
    const texts = body.clone();
    texts.find('.actions').remove();
    const shown = {
      text: asRead(textOf($, texts)),
      buttons: labelled.toArray().map((one) => $(one).text().trim()),
    };
    const control = (beginning: string) => {
      const label = buttonOf(shown, beginning);
      return labelled.filter((_, one) => $(one).text().trim() === label).first();
    };
    const named = body.find('b.person').toArray();
    return {
      ...shown,
      // The page calls whoever reads it, by marking what waits and what has ended.
      calls: [...new Set([...named.map((one) => $(one).text().replace('@', '')), ...(article.is('.waits, .kind-completion') ? [me] : [])])],
      links: aliveIn(page, element),
      async presses(beginning) {
        await at.send(page, control(beginning).closest('form'));
      },
      async fills(beginning, fields) {
        const pressed = control(beginning);
        const href = pressed.attr('href');
        if (href === undefined) {
          await at.send(page, pressed.closest('details').find('form'), fields);
          return;
        }
        const form = await at.open(href);
        await at.send(form, form.$('main form[method=post]').first(), fields);
      },
    };
  });
}

/** Where it leads outside of the page, and what would run or load by itself. */
function aliveIn({ $ }: Page, element: ReturnType<typeof messagesOn>[number]): readonly string[] {
  return $(element)
    .find('*')
    .toArray()
    .flatMap((one) => {
      const { href, src, ...others } = one.attribs;
      const outside = [href, src].filter((address) => address !== undefined && !address.startsWith('/'));
      const handlers = Object.keys(others).filter((name) => name.startsWith('on'));
      const tags = ['script', 'iframe', 'object', 'embed'].includes(one.name) ? [one.name] : [];
      return [...outside.flatMap((address) => address ?? []), ...handlers, ...tags];
    });
}
