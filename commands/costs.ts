/** `/baton costs [--by person|pattern|persona|model|day] [--days N]`: what runs have cost. */
import { z } from 'zod';
import { COST_GROUPINGS } from '../src/ports/costs.ts';
import { closestName } from './closest-name.ts';
import { type CommandForm, misread } from './command.ts';
import { daysSchema, MOST_DAYS } from './days.ts';
import { readFlags } from './flags.ts';

/** About a month: what people compare with a bill. */
const USUAL_DAYS = '30';

const groupingSchema = z.enum(COST_GROUPINGS);

export const costs: CommandForm = {
  name: 'costs',
  read(rest) {
    const { values, rest: words } = readFlags(withHyphens(rest), ['by', 'days']);
    if (words !== '') return misread('costs', { kind: 'unexpected-words', typed: words });
    const typed = values.get('by') ?? 'day';
    const by = groupingSchema.safeParse(typed.toLowerCase());
    if (!by.success) return misread('costs', { kind: 'unknown-grouping', typed, closest: closestName(typed, COST_GROUPINGS) });
    const days = daysSchema.safeParse(values.get('days') ?? USUAL_DAYS);
    if (!days.success) return misread('costs', { kind: 'days-needed', typed: values.get('days') ?? '', most: MOST_DAYS });
    return { kind: 'costs', by: by.data, days: days.data };
  },
};

/** `by person` and `days 7` say it as well. */
function withHyphens(text: string): string {
  return text.replace(/(^|\s)(by|days)(?=[\s=])/giu, '$1--$2');
}
