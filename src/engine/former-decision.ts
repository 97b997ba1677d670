/** Decisions as 0.1.0 recorded them: a policy of anyone or of people, no deadline, no votes. Logs keep what was written; the state has today's shape. */
import { z } from 'zod';
import type { AnswerPolicy, Decision } from './decision.ts';
import { personId } from './ids.ts';
import { deadlineFrom } from './policy.ts';
import type { Settings } from './settings.ts';

const formerPolicySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anyone') }),
  z.object({ kind: z.literal('people'), people: z.array(z.string().transform(personId)) }),
]);

/** Its deadline counts from when it was asked, under the settings of its run. */
export function inTodaysShape(recorded: Decision, settings: Settings): Decision {
  const former = formerPolicySchema.safeParse(recorded.policy);
  if (!former.success) return recorded;
  const who: AnswerPolicy['who'] = former.data.kind === 'anyone' ? [{ kind: 'anyone' }] : former.data.people.map((person) => ({ kind: 'person', person }));
  return {
    ...recorded,
    policy: { ...recorded.policy, who, except: null, needed: 1 },
    deadline: deadlineFrom(settings, recorded.askedAt),
    votes: [],
    reminded: false,
    escalatedTo: null,
  };
}
