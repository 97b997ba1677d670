/** Cards beyond what one message takes, and who is mentioned where. */
import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../adapters/slack/blocks/render.ts';
import type { Action, Block, Card } from '../../../src/cards/card.ts';
import { card, context, dotted, heading, line, list, person, says, strong, text } from '../../../src/cards/spans.ts';
import { artifactId, decisionId, groupId, personId, workflowId } from '../../../src/engine/ids.ts';
import { messageRefusal } from '../../fakes/slack/limits/message.ts';

const ANA = personId('U000000ANA');
const BEN = personId('U000000BEN');
const LEADS = groupId('S00000LEADS');
const APPROVE: Action = { label: 'Approve', tone: 'primary', does: { kind: 'answer', decision: decisionId('0199-d1'), option: 'approve', asks: null } };

function rendered(content: Card, options: Partial<Parameters<typeof renderCard>[1]> = {}) {
  const messages = renderCard(content, { rejects: new Set(), ...options });
  for (const message of messages) expect(messageRefusal(message, new Set(), true)).toBeNull();
  return messages;
}

const types = (messages: ReturnType<typeof rendered>) => messages.map(({ blocks }) => blocks.map(({ type }) => type));

describe('a long card', () => {
  it('of 60 blocks is two messages, and its buttons stand under the last block', () => {
    const blocks = Array.from({ length: 60 }, (_, index) => context(`Line ${index + 1}`));
    const messages = rendered(card('decision', blocks, [APPROVE]));
    expect(messages.map((message) => message.blocks.length)).toEqual([50, 11]);
    expect(types(messages)[1]?.slice(-2)).toEqual(['context', 'actions']);
    expect(messages.map((message) => message.text)).toEqual(['Line 1 · Line 2 (1/2)', 'Line 1 · Line 2 (2/2)']);
  });

  it('never leaves its buttons alone', () => {
    const blocks = Array.from({ length: 50 }, (_, index) => context(`Line ${index + 1}`));
    expect(types(rendered(card('decision', blocks, [APPROVE])))[1]).toEqual(['context', 'actions']);
  });

  it('of 13,000 characters of Markdown is two messages, cut between paragraphs', () => {
    const paragraphs = Array.from({ length: 26 }, (_, index) => `${index + 1}. ${'word '.repeat(99)}`.trim());
    const messages = rendered(card('answer', [heading(strong('Answer')), { kind: 'markdown', source: paragraphs.join('\n\n') }]));
    const texts = messages.map(({ blocks }) => blocks.flatMap((block) => (block.type === 'markdown' ? block.text : [])).join('\n\n'));
    expect(texts).toHaveLength(2);
    expect(texts.join('\n\n')).toBe(paragraphs.join('\n\n'));
  });

  it('takes the line that announces the next part along', () => {
    const filling = Array.from({ length: 3 }, () => says('x'.repeat(900)));
    const blocks: readonly Block[] = [...filling, says(strong('The whole answer')), { kind: 'markdown', source: 'word '.repeat(1_400) }];
    const [first, second] = rendered(card('answer', blocks));
    expect(first?.blocks.at(-1)).not.toMatchObject({ elements: [{ elements: [{ text: 'The whole answer' }] }] });
    expect(second?.blocks[0]).toMatchObject({ elements: [{ elements: [{ text: 'The whole answer' }] }] });
  });

  it('weighs letters of other scripts by their bytes', () => {
    expect(rendered(card('answer', [{ kind: 'markdown', source: '漢字。'.repeat(3_000) }])).length).toBeGreaterThan(2);
  });

  it('has room for 40 buttons, in rows', () => {
    const rows = rendered(card('decision', [says('Choose.')], Array(40).fill(APPROVE))).flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.type === 'actions' ? [block.elements.length] : [])),
    );
    expect(rows).toEqual([15, 15, 10]);
  });

  it('says above the buttons what is too long for them', () => {
    const confirm = `Stop this run? ${'It costs. '.repeat(40)}`.trim();
    const stop: Action = { label: 'S'.repeat(90), tone: 'danger', does: { kind: 'override', workflow: workflowId('0199'), change: 'cancel', confirm } };
    const [message] = rendered(card('live', [says('At work.')], [stop]));
    expect(message?.blocks.slice(1, 3)).toEqual(
      ['S'.repeat(90), confirm].map((words) => ({ type: 'context', elements: [{ type: 'plain_text', text: words, emoji: false }] })),
    );
  });
});

describe('who is mentioned', () => {
  const mentions = (messages: ReturnType<typeof rendered>) => messages.map((message) => JSON.stringify(message).match(/U000000\w+|S00000LEADS/gu) ?? []);

  it('is everybody who must act, in each line of the first message and in its notification', () => {
    const asks = card('decision', [says('Asked by ', person(ANA)), context(person(ANA), ' can decide')], [APPROVE], [ANA]);
    const messages = rendered(asks, { names: new Map([[ANA, 'Ana']]) });
    expect(mentions(messages).map((found) => found.length)).toEqual([3]);
    expect(messages[0]?.text).toBe('Asked by @Ana · @Ana can decide <@U000000ANA>');
  });

  it('is nobody who is only named', () => {
    const [message] = rendered(card('notice', [says('Chosen by ', person(BEN), '.')]), { names: new Map([[BEN, 'Ben <!channel>']]) });
    expect(message).toMatchObject({
      text: 'Chosen by @Ben &lt;!channel&gt;.',
      blocks: [{ elements: [{ elements: [{ type: 'text', text: 'Chosen by @Ben <!channel>.' }] }] }],
    });
  });

  it('is whom no line names, under the first line', () => {
    const [message] = rendered(card('completion', [heading(strong('Done')), says('All of it.')], [], [ANA], [LEADS]));
    expect(message?.blocks[1]).toEqual({ type: 'context', elements: [{ type: 'mrkdwn', text: '<@U000000ANA> <!subteam^S00000LEADS>', verbatim: true }] });
    expect(message?.text).toBe('Done · All of it. <@U000000ANA> <!subteam^S00000LEADS>');
  });

  it('is in the first message, also where only the last one names them', () => {
    const blocks = [heading(strong('Question')), ...Array.from({ length: 60 }, (_, index) => says(`Line ${index}`)), context(person(ANA), ' can decide')];
    const messages = rendered(card('decision', blocks, [APPROVE], [ANA]), { names: new Map([[ANA, 'Ana']]) });
    expect(mentions(messages).map((found) => found.length)).toEqual([2, 0]);
    expect(JSON.stringify(messages[1])).toContain('@Ana can decide');
  });

  it('may be hundreds', () => {
    const many = Array.from({ length: 300 }, (_, index) => personId(`U0000PERSON${index}`));
    const [message] = rendered(card('decision', [heading(strong('Question'))], [APPROVE], many));
    expect(new Set(JSON.stringify(message?.blocks).match(/U0000PERSON\d+/gu)).size).toBe(300);
  });

  it('is none but Slack’s own ids', () => {
    const odd = ['ana', 'U1><!channel', 'u000000ana', '!here', ''].map(personId);
    const [message] = rendered(card('notice', [says('Hello ', ...odd.map(person))], [], odd, odd.map(groupId)));
    expect(JSON.stringify(message?.blocks)).not.toMatch(/"type":"(?:user|usergroup|broadcast)"/u);
    expect(message?.text).not.toContain('<');
  });
});

describe('the parts of a card', () => {
  it('are native: one plan with a task for each workstream, a list under its line, files by name', () => {
    const [message] = rendered(
      card('live', [
        { kind: 'heading', line: dotted([strong('1 of 2 done')], '$0.08 of $2.00') },
        {
          kind: 'steps',
          steps: [
            { label: '[1]', title: 'Compare', state: 'done', detail: line('done in 3 m') },
            { label: '[2]', title: 'Collect', state: 'running', detail: [text('running '), { kind: 'elapsed', since: 0, asOf: 160_000 }] },
            { label: '[3]', title: 'Write', state: 'skipped', detail: line('skipped by ', person(BEN)) },
          ],
        },
        says(strong('Artifacts')),
        { kind: 'files', files: [{ artifact: artifactId('0199-a'), name: 'comparison.md', bytes: 5_200 }] },
        says(strong('Notes')),
        list([line('One.'), line('Two.')]),
      ]),
      { names: new Map([[BEN, 'Ben']]) },
    );
    expect(message?.blocks).toEqual([
      {
        type: 'plan',
        title: '1 of 2 done · $0.08 of $2.00',
        tasks: [
          { type: 'task_card', task_id: 'step-1', status: 'complete', title: '[1] Compare · done in 3 m' },
          { type: 'task_card', task_id: 'step-2', status: 'in_progress', title: '[2] Collect · running 2 m 40 s' },
          { type: 'task_card', task_id: 'step-3', status: 'pending', title: '[3] Write · skipped by @Ben' },
        ],
      },
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'Artifacts', style: { bold: true } }] },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: 'comparison.md', style: { code: true } },
                  { type: 'text', text: ' (5.1 KB)' },
                ],
              },
            ],
          },
        ],
      },
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'Notes', style: { bold: true } }] },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: ['One.', 'Two.'].map((words) => ({ type: 'rich_text_section', elements: [{ type: 'text', text: words }] })),
          },
        ],
      },
    ]);
    expect(message?.uploads).toEqual([{ artifact: '0199-a', name: 'comparison.md', bytes: 5_200 }]);
  });

  it('are a list where the workspace refuses what the details of a task are made of', () => {
    const detail = line('done, '.repeat(60));
    const content = card('live', [says('1 of 1 done'), { kind: 'steps', steps: [{ label: '[1]', title: 'Compare', state: 'done', detail }] }]);
    expect(types(rendered(content))).toEqual([['plan']]);
    const rejects = new Set(['rich_text'] as const);
    const messages = renderCard(content, { rejects });
    expect(types(messages)).toEqual([['section']]);
    for (const message of messages) expect(messageRefusal(message, rejects, true)).toBeNull();
  });

  it('show a moment in the reader’s own time', () => {
    const at = Date.UTC(2026, 10, 21, 14, 2);
    const [rich] = rendered(card('notice', [says('Approved at ', { kind: 'time', at, zone: 'UTC' })]));
    expect(rich?.blocks).toMatchObject([{ elements: [{ elements: [{}, { type: 'date', timestamp: at / 1000, format: '{time}', fallback: '14:02 UTC' }] }] }]);
    const [quiet] = rendered(card('notice', [context('Approved at ', { kind: 'time', at, zone: 'UTC' })]));
    expect(quiet?.blocks).toEqual([
      { type: 'context', elements: [{ type: 'mrkdwn', text: `Approved at <!date^${at / 1000}^{time}|14:02 UTC>`, verbatim: true }] },
    ]);
  });
});
