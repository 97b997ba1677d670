/** A list that the app fills while a person types: asks the app, and keeps what may then be chosen. */
import { optionGroups, options, plainOption } from '../limits/composition.ts';
import { all } from '../limits/schema.ts';
import type { Loose } from '../loose.ts';
import type { OpenView } from '../world/workspace.ts';
import { findElement, suggestedFor } from './elements.ts';
import { suggestionPayload, type Where } from './payloads.ts';

export async function suggest(where: Where, open: OpenView, field: string, typed: string): Promise<readonly string[]> {
  const { block, element } = findElement(open.view.blocks, field);
  if (!['external_select', 'multi_external_select'].includes(element.type)) throw new Error(`${field} is not a list that the app fills.`);
  // Slack asks nobody before enough was typed.
  if (typed.length < (element.min_query_length ?? 3)) return [];
  const outcome = await where.server.deliver.interactive(where.workspace, suggestionPayload(where, open, block, element, typed));
  if (outcome.kind === 'failed') return [];
  const { response } = outcome;
  const problems: string[] = [];
  if (Array.isArray(response?.option_groups)) optionGroups(response.option_groups, '/option_groups', problems);
  else if (!Array.isArray(response?.options)) problems.push('neither options nor option_groups');
  else if (response.options.length > 0) all(options(plainOption, 100))(response.options, '/options', problems);
  for (const why of problems) where.server.world.violations.push({ kind: 'bad-ack', what: 'block_suggestion', id: open.id, why });
  if (problems.length > 0) return [];
  const offered: Loose[] = response.options ?? response.option_groups.flatMap((group: Loose) => group.options);
  suggestedFor.set(element, offered);
  return offered.map((one) => one.text.text);
}
