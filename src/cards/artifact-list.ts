/** Files on a card: what can be opened and downloaded whole. */
import type { ArtifactRef } from '../engine/body.ts';
import type { WorkstreamId } from '../engine/ids.ts';
import type { Workflow, WorkstreamRecord } from '../engine/state.ts';
import type { Block } from './card.ts';

export function files(refs: readonly ArtifactRef[]): Block | null {
  const unique = refs.filter((ref, index) => refs.findIndex((other) => other.id === ref.id) === index);
  return unique.length === 0 ? null : { kind: 'files', files: unique.map((ref) => ({ artifact: ref.id, name: ref.name, bytes: ref.bytes })) };
}

/** Results that exist, in plan order. */
export function results(workflow: Workflow): readonly { readonly id: WorkstreamId; readonly artifact: ArtifactRef }[] {
  return (workflow.proposal?.plan.workstreams ?? []).flatMap(({ id }) => {
    const artifact = resultOf(workflow.workstreams.get(id));
    return artifact ? [{ id, artifact }] : [];
  });
}

function resultOf(record: WorkstreamRecord | undefined): ArtifactRef | null {
  const status = record?.status;
  return status?.kind === 'done' || status?.kind === 'supplied' ? status.artifact : null;
}
