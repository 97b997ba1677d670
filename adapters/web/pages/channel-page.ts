/** A channel: the composer that starts a thread, and the threads there are. */
import type { ThreadSummary } from '../../../src/ports/archive.ts';
import { flag, type Html, html } from '../cards/html.ts';
import { composer, notices } from './composer.ts';
import { type Frame, page } from './layout.ts';
import { optionFields } from './option-fields.ts';
import { threadList } from './thread-list.ts';

/** Requests that show what Baton is for; a click puts one into the composer. */
const EXAMPLES = [
  {
    text: '/orchestrate Compare three ways to store audit logs AND write a migration plan THEN review it for risk',
    why: 'Weighed, planned, approved by you, run in phases',
  },
  {
    text: '/parallel "explore: list the risks of moving to a new identity provider" "plan: order the migration steps" "draft the announcement to the team"',
    why: 'Your own parts, all at once',
  },
  { text: '/plan-only Prepare our service for a production readiness review', why: 'A plan to look at; nothing runs' },
  { text: '/baton help', why: 'Every command, in short' },
] as const;

export interface ChannelView {
  readonly channel: string;
  readonly threads: readonly ThreadSummary[];
  readonly digest: string;
  readonly personas: readonly { readonly name: string }[];
}

export function channelPage(frame: Frame, { channel, threads, digest, personas }: ChannelView): Html {
  return page(
    frame,
    html`<div class="channel"><h1># ${channel}</h1>${notices}
${composer({ action: `/c/${channel}/commands`, label: 'What should be done?', placeholder: 'What should be done? For example: /orchestrate Review this design for production readiness', submit: 'Start', rows: 3, options: optionFields(personas) })}
${threads.length === 0 ? welcome : html`<details class="examples"${flag('open', threads.length < 3)}><summary>Examples to start from</summary>${examples}</details>`}
<section aria-labelledby="threads-title"><h2 id="threads-title"${threads.length === 0 ? html` class="unseen"` : ''}>Threads</h2>${threadList(threads, channel, digest)}</section></div>`,
  );
}

const examples = html`<ul class="example-list" role="list">${EXAMPLES.map(
  ({ text, why }) => html`<li><button class="example" type="button" data-example="${text}"><code>${text}</code><span class="quiet">${why}</span></button></li>`,
)}</ul>`;

const welcome = html`<section class="welcome" aria-labelledby="welcome-title"><h2 id="welcome-title">Nothing here yet</h2>
<p>Type a request above. Baton weighs it, posts a plan, and waits for your word. Then several agents work on it in phases; every phase ends with a handoff, every failure with a choice, and the whole with one answer, its cost and its gaps.</p>
<p>Pick one to try, then press <b>Start</b>:</p>${examples}</section>`;
