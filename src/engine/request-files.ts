/** The files that came with a request: which of them a call reads, whole or at a glance, and how many tokens they are. */
import { type ArtifactRef, type Body, bytesOf } from './body.ts';
import type { Subject } from './call.ts';
import { type Workstream, workstreamOf } from './plan.ts';
import type { Workflow } from './state.ts';

/** The service charges an image by its area, at most about this; a PDF page as text and image. */
export const IMAGE_TOKENS = 2_000;
export const PDF_BYTES_PER_TOKEN = 10;
/** English runs near 4 bytes a token. */
export const USUAL_BYTES_PER_TOKEN = 4;

/** More than this is a set to be shared out: who weighs and plans it needs to know what there is, not what it says. */
const GLANCE_ABOVE_TOKENS = 20_000;
/** How much of each text file is seen at a glance. */
export const GLANCE_BYTES = 600;
/** Its name, kind and size, and the marks around it. */
const GLANCE_FRAME_BYTES = 200;

export interface FilesRead {
  /** Sent along with the prompt. */
  readonly files: readonly ArtifactRef[];
  /** Read with a tool, if the task needs them. */
  readonly atHand: readonly ArtifactRef[];
  /** `glance`: names, sizes and openings only. */
  readonly how: 'whole' | 'glance';
}

/** Calls that work on results read no files: the results have taken from them what they needed. */
export function filesRead(workflow: Workflow, subject: Subject): FilesRead {
  switch (subject.kind) {
    case 'assessment':
    case 'plan':
      return { files: workflow.inputs, atHand: [], how: fileTokens(workflow.inputs, USUAL_BYTES_PER_TOKEN) > GLANCE_ABOVE_TOKENS ? 'glance' : 'whole' };
    case 'inline':
      return { files: workflow.inputs, atHand: [], how: 'whole' };
    case 'workstream': {
      const plan = workflow.proposal?.plan;
      const workstream = plan && workstreamOf(plan, subject.workstream);
      const sent = filesSent(workflow, workstream);
      return { files: sent, atHand: filesOf(workflow.inputs, workstream).filter((file) => !sent.includes(file)), how: 'whole' };
    }
    default:
      return { files: [], atHand: [], how: 'whole' };
  }
}

/** A workstream with a share of the files sees these and no others. */
function filesOf(inputs: readonly ArtifactRef[], workstream: Pick<Workstream, 'partition'> | undefined): readonly ArtifactRef[] {
  const share = workstream?.partition?.files;
  return share ? inputs.filter(({ id }) => share.includes(id)) : inputs;
}

/**
 * Only the needed output passes: who builds on results has in them what others took from the files, and looks up the
 * rest, and what was said in the thread before. What no tool can read in pieces is always sent, and a panel judges the
 * thing itself.
 */
export function filesSent({ inputs, background }: Pick<Workflow, 'inputs' | 'background'>, workstream: Workstream | undefined): readonly ArtifactRef[] {
  const own = filesOf(inputs, workstream);
  if (!workstream || workstream.output === 'ballot') return own;
  if (workstream.dependsOn.length === 0) return own.filter(({ id }) => id !== background?.artifact);
  return own.filter(({ mediaType }) => mediaType.startsWith('image/') || mediaType === 'application/pdf');
}

export function tokensRead({ files, how }: Pick<FilesRead, 'files' | 'how'>, bytesPerToken: number): number {
  return how === 'whole' ? fileTokens(files, bytesPerToken) : (files.length * (GLANCE_BYTES + GLANCE_FRAME_BYTES)) / bytesPerToken;
}

/** About how many tokens each of them is; they are shared out by it. */
export function usualFileTokens(file: ArtifactRef): number {
  return fileTokens([file], USUAL_BYTES_PER_TOKEN);
}

export function fileTokens(files: readonly ArtifactRef[], bytesPerToken: number): number {
  return files.reduce((sum, file) => {
    if (file.mediaType.startsWith('image/')) return sum + IMAGE_TOKENS;
    if (file.mediaType === 'application/pdf') return sum + file.bytes / PDF_BYTES_PER_TOKEN;
    return sum + file.bytes / bytesPerToken;
  }, 0);
}

/** About how many tokens the request is with everything that came with it. The ledger counts former ones the same way. */
export function requestTokens({ task, inputs }: { readonly task: Body; readonly inputs: readonly ArtifactRef[] }): number {
  return bytesOf(task) / USUAL_BYTES_PER_TOKEN + fileTokens(inputs, USUAL_BYTES_PER_TOKEN);
}
