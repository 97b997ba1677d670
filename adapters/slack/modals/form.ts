/** What a modal is about. It stands in its `private_metadata`, as ids only, and comes back when the modal is submitted. */
import { z } from 'zod';
import { channelId, decisionId, phaseId, workflowId, workstreamId } from '../../../src/engine/ids.ts';

/** Every modal of Baton has it: what it is stands in the metadata. */
export const FORM_CALLBACK = 'baton:form';

const id = z.string().regex(/^[\w.:-]{1,120}$/u);
const workflow = id.transform(workflowId);
/** Names come from models and people: kept short by the plan's rules, and never read as anything but a name. */
const workstream = z.string().min(1).max(120).transform(workstreamId);
const channel = z
  .string()
  .regex(/^[A-Z0-9]{1,40}$/u)
  .transform(channelId);
const mark = z.string().regex(/^[\w-]{1,80}$/u);
const v = z.literal(1);

const formSchema = z.discriminatedUnion('kind', [
  /** Answers a decision with what is typed or chosen. */
  z.strictObject({ v, kind: z.literal('answer'), decision: id.transform(decisionId), option: z.string().regex(/^[a-z-]{1,40}$/u) }),
  z.strictObject({ v, kind: z.literal('add-context'), workflow }),
  z.strictObject({ v, kind: z.literal('correct-handoff'), workflow, phase: id.transform(phaseId) }),
  z.strictObject({ v, kind: z.literal('branch'), workflow }),
  /** `hash`: of the plan that the fields show. */
  z.strictObject({ v, kind: z.literal('edit-plan'), workflow, hash: mark }),
  z.strictObject({ v, kind: z.literal('change'), workflow, workstream, hash: mark }),
  z.strictObject({ v, kind: z.literal('change-phase'), workflow, phase: id.transform(phaseId), hash: mark }),
  /** `channel` null: those of the workspace. `seen`: a mark of the values that the fields show. */
  z.strictObject({ v, kind: z.literal('settings'), channel: channel.nullable(), group: z.string().regex(/^[a-z-]{1,40}$/u), seen: mark }),
  /** Shows something; nothing is sent back. */
  z.strictObject({ v, kind: z.literal('told') }),
]);

export type Form = Readonly<z.infer<typeof formSchema>>;
export type FormOf<Kind extends Form['kind']> = Extract<Form, { kind: Kind }>;

export function writeForm(form: Form): string {
  return JSON.stringify(form);
}

/** Null: not a form of ours, or of a release that wrote it otherwise. */
export function readForm(metadata: string): Form | null {
  const parsed = formSchema.safeParse(jsonIn(metadata));
  return parsed.success ? parsed.data : null;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
