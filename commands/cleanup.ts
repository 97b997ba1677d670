/** `/baton cleanup --days N`: remove what is over and older than that. There is no usual number: it must be typed. */
import { type CommandForm, misread } from './command.ts';
import { daysSchema, MOST_DAYS } from './days.ts';
import { readFlags } from './flags.ts';

export const cleanup: CommandForm = {
  name: 'cleanup',
  read(rest) {
    const { values, rest: words } = readFlags(rest, ['days']);
    if (words !== '') return misread('cleanup', { kind: 'unexpected-words', typed: words });
    const days = daysSchema.safeParse(values.get('days') ?? '');
    return days.success ? { kind: 'cleanup', days: days.data } : misread('cleanup', { kind: 'days-needed', typed: values.get('days') ?? '', most: MOST_DAYS });
  },
};
