/**
 * Branded identifiers. A bare string never crosses a module: each id is made once, at an edge or by
 * `engine/naming.ts`, and carries its kind from then on.
 */
declare const brand: unique symbol;
type Branded<Kind extends string> = string & { readonly [brand]: Kind };

/** A Slack team, a Discord guild, or `local` (the web page). Every row carries it. */
export type TenantId = Branded<'TenantId'>;
/** UUIDv7. */
export type WorkflowId = Branded<'WorkflowId'>;
/** What people see as `[n]`: a small number as text, stable across edits of the plan. */
export type WorkstreamId = Branded<'WorkstreamId'>;
/** `p1`, `p2`, ... in plan order. */
export type PhaseId = Branded<'PhaseId'>;
/** `<workflow>-a<n>`, counted per workflow. */
export type AttemptId = Branded<'AttemptId'>;
/** `<workflow>-d<n>`, counted per workflow. */
export type DecisionId = Branded<'DecisionId'>;
/** UUIDv7. */
export type ArtifactId = Branded<'ArtifactId'>;
/** The id that makes an input apply once: chosen by whoever delivers it (a platform's event id, a UUID). */
export type InputId = Branded<'InputId'>;
/** A platform's own user id; on the page the name a person gave or logged in with. */
export type PersonId = Branded<'PersonId'>;
/** A Slack user group, a Discord role; on the page a group of people in the settings. */
export type GroupId = Branded<'GroupId'>;
/** A platform's channel id. */
export type ChannelId = Branded<'ChannelId'>;
/** A platform's thread id; on the page a UUIDv7. */
export type ThreadId = Branded<'ThreadId'>;

export const tenantId = (text: string): TenantId => text as TenantId;
export const workflowId = (text: string): WorkflowId => text as WorkflowId;
export const workstreamId = (text: string): WorkstreamId => text as WorkstreamId;
export const phaseId = (text: string): PhaseId => text as PhaseId;
export const attemptId = (text: string): AttemptId => text as AttemptId;
export const decisionId = (text: string): DecisionId => text as DecisionId;
export const artifactId = (text: string): ArtifactId => text as ArtifactId;
export const inputId = (text: string): InputId => text as InputId;
export const personId = (text: string): PersonId => text as PersonId;
export const groupId = (text: string): GroupId => text as GroupId;
export const channelId = (text: string): ChannelId => text as ChannelId;
export const threadId = (text: string): ThreadId => text as ThreadId;

/** The tenant of the web page. */
export const LOCAL_TENANT: TenantId = tenantId('local');

/** Reads the workflow out of an id that was derived from it (`<workflow>-a3`, `<workflow>-d2`). */
export function workflowOf(derived: AttemptId | DecisionId): WorkflowId {
  return workflowId(derived.slice(0, derived.lastIndexOf('-')));
}
