/** Cards beyond what one message takes, many choices, and who is called where. */
import { describe, expect, it } from 'vitest';
import type { DiscordMessage } from '../../../adapters/discord/components/discord-message.ts';
import { renderCard } from '../../../adapters/discord/components/render.ts';
import type { Action, Block, Card } from '../../../src/cards/card.ts';
import { card, context, heading, person, says, strong } from '../../../src/cards/spans.ts';
import { decisionId, groupId, personId, workflowId } from '../../../src/engine/ids.ts';
import { messageProblems } from '../../fakes/discord/limits/message.ts';
import { ANA, BEN, GUILD } from './any-card.ts';

const RUN = '0199aa00-1122-7333-8444-555566667777';
const APPROVE: Action = { label: 'Approve', tone: 'primary', does: { kind: 'answer', decision: decisionId(`${RUN}-d1`), option: 'approve', asks: null } };

function rendered(content: Card, options: Parameters<typeof renderCard>[1] = {}) {
  const messages = renderCard(content, options);
  for (const { components, shows } of messages) expect(messageProblems({ components, flags: 1 << 15 }, shows)).toEqual([]);
  return messages;
}

const parts = ({ components }: DiscordMessage) => components[0].components;
const types = (messages: readonly DiscordMessage[]) => messages.map((message) => parts(message).map(({ type }) => type));
const texts = (message: DiscordMessage | undefined) => (message ? parts(message).flatMap((part) => ('content' in part ? [part.content] : [])) : []);

describe('a long card', () => {
  it('of 60 lines shares text displays, and is one message with its buttons under a line', () => {
    const blocks = Array.from({ length: 60 }, (_, index) => context(`Line ${index + 1}`));
    expect(types(rendered(card('decision', blocks, [APPROVE])))).toEqual([[10, 14, 1]]);
  });

  it('of 13,000 characters of Markdown is four messages, cut between paragraphs', () => {
    const paragraphs = Array.from({ length: 26 }, (_, index) => `${index + 1}. ${'word '.repeat(99)}`.trim());
    const messages = rendered(card('answer', [heading(strong('Answer')), { kind: 'markdown', source: paragraphs.join('\n\n') }]));
    expect(messages).toHaveLength(4);
    expect(messages.flatMap(texts).slice(1).join('\n\n')).toBe(paragraphs.join('\n\n'));
  });

  it('takes the line that announces the next part along, and never leaves its buttons alone', () => {
    const blocks: readonly Block[] = [says('x'.repeat(3_000)), says(strong('The whole answer')), { kind: 'markdown', source: 'word '.repeat(600).trim() }];
    const [first, second, ...others] = rendered(card('answer', blocks, [APPROVE]));
    expect(others).toEqual([]);
    expect(texts(first)).toEqual(['x'.repeat(3_000)]);
    expect(texts(second)[0]).toBe('**The whole answer**');
    expect(types(second ? [second] : [])).toEqual([[10, 10, 14, 1]]);
  });

  it('has rows of five buttons, and lists where there are more than ten', () => {
    const six = rendered(card('decision', [says('Choose.')], Array(6).fill(APPROVE)));
    expect(six.flatMap(parts).flatMap((part) => (part.type === 1 ? [part.components.length] : []))).toEqual([5, 1]);
    const many = rendered(card('decision', [says('Choose.')], Array(40).fill(APPROVE)));
    const lists = many.flatMap(parts).flatMap((part) => (part.type === 1 ? part.components : []));
    expect(lists.map((one) => ('options' in one ? one.options.length : 0))).toEqual([25, 15]);
  });

  it('says above the buttons what is too long for them', () => {
    const stop: Action = {
      label: 'Stop '.repeat(30).trim(),
      tone: 'danger',
      does: { kind: 'override', workflow: workflowId(RUN), change: 'cancel', confirm: 'Sure?' },
    };
    const [message] = rendered(card('live', [says('At work.')], [stop]));
    expect(texts(message)).toEqual([`At work.\n-# ${'Stop '.repeat(30).trim()}`]);
  });
});

describe('who is called', () => {
  it('is everybody who must act, in the first message, named or not', () => {
    const blocks: readonly Block[] = [heading('Question'), says('x'.repeat(3_900)), context(person(personId(ANA)), ' can decide')];
    const [first, second] = rendered(card('decision', blocks, [APPROVE], [personId(ANA), personId(BEN)], [groupId('200000000000000001')]));
    expect(first?.notify).toEqual({ users: [ANA, BEN], roles: ['200000000000000001'] });
    expect(texts(first)[0]?.split('\n').slice(0, 2)).toEqual(['### Question', `-# <@${ANA}> <@${BEN}> <@&200000000000000001>`]);
    expect(second?.notify).toEqual({ users: [], roles: [] });
    expect(texts(second).join('')).toContain(`<@${ANA}> can decide`);
  });

  it('is nobody who is only named, and never the role of all', () => {
    const [message] = rendered(card('notice', [says(person(personId(ANA)), ' asked ', person(personId('ana')))], [], [personId('ana')], [groupId(GUILD)]), {
      guild: GUILD,
    });
    expect(message?.notify).toEqual({ users: [], roles: [] });
    expect(texts(message)).toEqual([`<@${ANA}> asked @ana`]);
  });
});
