/** The agent types as a person chooses among them. */
import { AGENT_TYPES, type AgentType } from '../../../src/engine/plan.ts';
import { flag, type Html, html } from '../cards/html.ts';

const AGENT_WORDS: Readonly<Record<AgentType, string>> = {
  explore: 'explore: reads',
  plan: 'plan: reads and thinks hard',
  general: 'general: may also write',
};

export function agentOptions(chosen: AgentType): Html {
  return html`${AGENT_TYPES.map((type) => html`<option value="${type}"${flag('selected', type === chosen)}>${AGENT_WORDS[type]}</option>`)}`;
}
