/** What every plan that may grow keeps to: bounded rounds, text, and a supervisor to decide. */
import type { Plan } from './plan.ts';

/** Each of seven workstreams once, and once more. */
const MAX_GROWTH_ROUNDS = 14;

export function growthProblems({ growth, pattern, phases, workstreams }: Plan): readonly string[] {
  if (!growth) return pattern === 'supervisor' ? ['A supervised plan says in how many rounds it may grow.'] : [];
  const isBounded = Number.isInteger(growth.maxRounds) && growth.maxRounds >= 1 && growth.maxRounds <= MAX_GROWTH_ROUNDS;
  return [
    ...(pattern === 'supervisor' ? [] : [`Only a supervised plan grows, and this one is "${pattern}".`]),
    ...(isBounded ? [] : [`A supervisor has 1 to ${MAX_GROWTH_ROUNDS} rounds, and here are ${growth.maxRounds}.`]),
    ...(phases.length > 1 ? ['A supervised plan has one phase: what comes next is decided after each result.'] : []),
    ...(workstreams.some(({ output }) => output !== 'text') ? ['Nobody votes in a supervised plan.'] : []),
  ];
}
