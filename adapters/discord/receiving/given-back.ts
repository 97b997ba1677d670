/** What somebody wrote into a form that could not be taken at all: given back, because the form itself is gone. */
import { says } from '../../../src/cards/spans.ts';
import type { DiscordMessage } from '../components/discord-message.ts';
import { readForm } from '../modals/form.ts';
import { notTaken } from '../modals/not-taken.ts';
import { readFields } from '../modals/read-fields.ts';
import type { ReceivedOf } from './received.ts';

/** Null: not a form of ours. */
export function givenBack({ customId, components }: ReceivedOf<'submitted'>, why: string): readonly DiscordMessage[] | null {
  const form = readForm(customId);
  return form && notTaken(form, {}, readFields(components), [says(why)]);
}
