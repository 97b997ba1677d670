/**
 * A request that cannot be served, as `{error:{code,message}}` with its status. Thrown inside a route and turned into
 * JSON or a page in one place (`answer-problem.ts`).
 */
export type ProblemCode =
  | 'bad-input'
  | 'misread-command'
  | 'login-needed'
  | 'host-not-allowed'
  | 'origin-not-allowed'
  | 'name-not-allowed'
  | 'not-allowed'
  | 'above-ceiling'
  | 'not-found'
  | 'already-answered'
  | 'already-voted'
  | 'no-handoff-yet'
  | 'not-ended'
  | 'superseded'
  | 'plan-is-running'
  | 'plan-moved-on'
  | 'no-plan-yet'
  | 'not-running'
  | 'already-settled'
  | 'not-tracked'
  | 'waits-for'
  | 'many-failed'
  | 'no-results-yet'
  | 'workflow-ended'
  | 'too-large'
  | 'wrong-content-type'
  | 'file-not-taken'
  | 'unknown-option'
  | 'text-needed'
  | 'unknown-choice'
  | 'unknown-workstream'
  | 'plan-invalid'
  | 'unknown-name'
  | 'unavailable'
  | 'broken';

export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** An error, because routes throw it through framework code. */
export class Problem extends Error {
  readonly status: ProblemStatus;
  readonly code: ProblemCode;
  constructor(status: ProblemStatus, code: ProblemCode, message: string) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
  }
}

export const notFound = (what: string): Problem => new Problem(404, 'not-found', `There is no ${what} here.`);
export const badInput = (message: string): Problem => new Problem(400, 'bad-input', message);
