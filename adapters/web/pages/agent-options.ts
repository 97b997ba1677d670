/** The agent types as a person chooses among them. */
import { AGENT_WORDS } from '../../../src/cards/form-words.ts';
import { AGENT_TYPES, type AgentType } from '../../../src/engine/plan.ts';
import { flag, type Html, html } from '../cards/html.ts';

export function agentOptions(chosen: AgentType): Html {
  return html`${AGENT_TYPES.map((type) => html`<option value="${type}"${flag('selected', type === chosen)}>${AGENT_WORDS[type]}</option>`)}`;
}
