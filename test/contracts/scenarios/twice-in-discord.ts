/** What stands in a thread of Discord a second time, also where one of the two has changed since. */
import type { Seen } from '../../fakes/discord/seen/thread.ts';

/** `noted`: the messages that Baton knows to be there. What it posted and does not know any more it has posted again, in one state or another. */
export function twiceIn(messages: readonly Seen[], noted: ReadonlySet<string>): readonly string[] {
  const isAgain = (seen: Seen, index: number) => !noted.has(seen.id) || messages.slice(0, index).some((other) => isSame(seen, other));
  return messages.filter(isAgain).map(textOf);
}

function isSame(one: Seen, other: Seen): boolean {
  // What a message is sent with it carries from then on.
  const [mark, otherMark] = [one, other].map(({ components: [container] }) => container?.id);
  return (mark !== undefined && mark === otherMark) || textOf(one) === textOf(other);
}

const textOf = ({ lines }: Seen): string => lines.join('\n');
