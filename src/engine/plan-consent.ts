/** Whether a plan waits for a yes: where the settings say so, and wherever there is more to see than who made the request knew. */
import type { Workflow } from './state.ts';

export function needsConsent({ settings, reuse, decisions }: Pick<Workflow, 'settings' | 'reuse' | 'decisions'>): boolean {
  // Whoever branched a run was promised to see first what is reused and what that saves.
  return settings.confirm_before_execute || reuse !== null || hasLaterInputs(decisions);
}

/** Others may have given them: nothing starts on their words alone. */
function hasLaterInputs(decisions: Workflow['decisions']): boolean {
  return [...decisions.values()].some(({ question, state }) => question.kind === 'missing-inputs' && state.kind === 'answered');
}
