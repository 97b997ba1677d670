/** Which agent does which kind of work: the source's routing table and its tree, as data. */
import type { AgentType, WorkKind } from './plan.ts';

export interface TaskType {
  readonly name: string;
  readonly agent: AgentType;
  /** Changes or makes something, so that it is not for agents that only read. */
  readonly makes: boolean;
}

export const TASK_TYPES = [
  { name: 'code exploration', agent: 'explore', makes: false },
  { name: 'pattern finding', agent: 'explore', makes: false },
  { name: 'dependency mapping', agent: 'explore', makes: false },
  { name: 'architecture research', agent: 'plan', makes: false },
  { name: 'design decisions', agent: 'plan', makes: false },
  { name: 'implementation', agent: 'general', makes: true },
  { name: 'refactoring', agent: 'general', makes: true },
  { name: 'testing', agent: 'general', makes: true },
  { name: 'documentation', agent: 'general', makes: true },
] as const satisfies readonly TaskType[];

/** The source's tree: read-only? then complex research? */
export function agentForWork(work: { readonly readOnly: boolean; readonly complexResearch: boolean }): AgentType {
  if (!work.readOnly) return 'general';
  return work.complexResearch ? 'plan' : 'explore';
}

/** What an agent's work produces, where nobody says otherwise. */
export const USUAL_WORK: Readonly<Record<AgentType, WorkKind>> = { explore: 'finds', plan: 'thinks', general: 'makes' };
