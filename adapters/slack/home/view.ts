/** The App Home of one person: what waits for them with its buttons, what is at work, what is over, and the settings. */
import type { types } from '@slack/bolt';
import type { Card } from '../../../src/cards/card.ts';
import { HOME_WORDS, moreInList, runInShort, settingsInShort } from '../../../src/cards/home-words.ts';
import type { Waiting } from '../../../src/cards/waiting-for.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import type { ResolvedSettings } from '../../../src/ports/settings-store.ts';
import { actionBlocks } from '../blocks/actions.ts';
import type { Atom } from '../blocks/atoms.ts';
import { contextBlocks, lineBlocks, listBlocks } from '../blocks/line-blocks.ts';
import { LIMITS } from '../limits.ts';
import { plainText } from '../modals/plain-text.ts';
import { viewBlocks } from '../modals/told-view.ts';
import { viewButton } from '../modals/view-button.ts';
import type { HomeRun, VisibleRuns } from './visible.ts';

type Blocks = readonly types.KnownBlock[];

export interface HomeState {
  /** Newest first. */
  readonly visible: VisibleRuns;
  /** Of the workspace. */
  readonly settings: ResolvedSettings;
}

export function homeView({ visible, settings }: HomeState): types.HomeView {
  const { runs } = visible;
  const waiting = runs.filter((run) => run.waiting.length > 0);
  const others = runs.filter((run) => run.waiting.length === 0);
  const body = runs.length === 0 ? line([textAtom(HOME_WORDS.empty)]) : [...waitingPart(waiting), ...runsPart(others)];
  return { type: 'home', callback_id: HOME_CALLBACK, blocks: [...body, ...settingsPart(settings)] };
}

/** In place of it, for whoever may not use Baton: why. */
export function homeWith(card: Card): types.HomeView {
  return { type: 'home', callback_id: HOME_CALLBACK, blocks: viewBlocks(card).slice(0, LIMITS.blocksPerView.most) };
}

const HOME_CALLBACK = 'baton:home';

/** Shares of the blocks of a view: 45 + 27 + 20 and the settings' 4 are less than 100. */
const ROOM = { waiting: 43, running: 25, finished: 18 } as const;

function waitingPart(runs: readonly HomeRun[]): Blocks {
  if (runs.length === 0) return [heading(HOME_WORDS.waiting), ...line([textAtom(HOME_WORDS.nothingWaits)])];
  return part(
    HOME_WORDS.waiting,
    runs.flatMap((run) => run.waiting.map((one) => waitingBlocks(run, one))),
    ROOM.waiting,
  );
}

function runsPart(runs: readonly HomeRun[]): Blocks {
  const [running, finished] = [runs.filter((run) => !isOver(run)), runs.filter(isOver)];
  return [
    ...(running.length === 0 ? [] : part(HOME_WORDS.running, running.map(runningBlocks), ROOM.running)),
    ...(finished.length === 0 ? [] : part(HOME_WORDS.finished, finished.map(finishedBlocks), ROOM.finished)),
  ];
}

/** As many as there is room for, and how many are left. */
function part(title: string, rows: readonly Blocks[], room: number): Blocks {
  let used = 0;
  const end = rows.findIndex((row) => {
    used += row.length;
    return used > room;
  });
  const shown = end === -1 ? rows : rows.slice(0, end);
  const left = rows.length - shown.length;
  return [heading(title), ...shown.flat(), ...(left === 0 ? [] : contextBlocks([textAtom(moreInList(left))]))];
}

function waitingBlocks(run: HomeRun, { question, actions }: Waiting): Blocks {
  return [...line([textAtom(question, 'strong'), textAtom(' · '), ...nameOf(run)]), ...actionBlocks(actions)];
}

function runningBlocks(run: HomeRun): Blocks {
  const { id, status } = run.summary;
  const button = viewButton(HOME_WORDS.change, { kind: 'change-list', workflow: id });
  return [...line(nameOf(run)), ...(status === 'running' || status === 'paused' ? [{ type: 'actions' as const, elements: [button] }] : [])];
}

function finishedBlocks(run: HomeRun): Blocks {
  return line(nameOf(run));
}

/** `#142 · running · 2 of 4 done · …`, with the number as the link to its thread. */
function nameOf({ summary, permalink }: HomeRun): readonly Atom[] {
  const number = `#${summary.number}`;
  const url = permalink === null ? null : linkIn(permalink);
  return [url === null ? textAtom(number, 'strong') : { kind: 'link', url, text: number }, textAtom(` · ${runInShort(summary)}`)];
}

/** Null: not an address that Slack would take. */
function linkIn(permalink: string): string | null {
  const parsed = URL.canParse(permalink) ? new URL(permalink) : null;
  return parsed?.protocol === 'https:' && parsed.href.length <= LIMITS.buttonUrl.most ? parsed.href : null;
}

const OVER: ReadonlySet<string> = new Set(['completed', 'partial', 'failed', 'cancelled']);

function isOver({ summary }: HomeRun): boolean {
  return OVER.has(summary.status);
}

function settingsPart({ values }: ResolvedSettings): Blocks {
  const rows = settingsInShort(values).map((row) => [textAtom(row)]);
  return [
    heading(HOME_WORDS.settings),
    ...listBlocks([], rows, new Set()),
    { type: 'actions', elements: [viewButton(HOME_WORDS.allSettings, { kind: 'settings', channel: null })] },
  ];
}

function line(atoms: readonly Atom[]): Blocks {
  return lineBlocks(atoms, new Set());
}

function heading(text: string): types.HeaderBlock {
  return { type: 'header', text: plainText(text, LIMITS.headerText.most) };
}
