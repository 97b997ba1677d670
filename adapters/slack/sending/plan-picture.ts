/**
 * The picture of a run's plan in Slack: uploaded once, and anew when the plan changes. Without the scope, or when the
 * upload fails, a card goes without it: its words say the same.
 */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { PlanPictures } from '../../../src/chat/sending/card-sender.ts';
import type { Pause } from '../../../src/chat/sending/pause.ts';
import type { Place } from '../../../src/engine/event.ts';
import type { WorkflowId } from '../../../src/engine/ids.ts';
import { planPng } from '../../../src/pictures/plan-png.ts';
import { planSvg } from '../../../src/pictures/plan-svg.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { SentMessages } from '../../../src/ports/sent-messages.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { SlackFiles } from './files.ts';
import { slackFailure } from './slack-error.ts';

export interface PlanPictureDeps {
  readonly files: SlackFiles;
  readonly archive: Pick<Archive, 'read'>;
  readonly sentMessages: SentMessages;
  readonly pause: Pause;
  readonly log: Logger;
}

/** Slack looks at an upload before blocks may show it; meanwhile it refuses the whole message. */
const LOOKED_AT_MS = 1_500;

/** Slack's limit for an image's alt text. */
const ALT_TEXT = 1_000;

const detailsSchema = z.object({ plan: z.string() });

export function createPlanPictures({ files, archive, sentMessages, pause, log }: PlanPictureDeps): PlanPictures<string> {
  /** The drawing waits for a plan that the card has already: a run is read only when its plan may have changed. */
  async function fileFor(workflow: WorkflowId, place: Place, alt: string): Promise<string | null> {
    const key = { surface: SLACK_SURFACE, tenant: place.tenant, key: `${workflow}:picture`, part: 0 };
    if (!files.allowed(place.tenant)) return null;
    const [known] = await sentMessages.parts(key);
    const read = await archive.read(place.tenant, workflow);
    const hash = read?.workflow.proposal?.hash;
    if (!read || hash === undefined) return null;
    if (known?.ref != null && detailsSchema.safeParse(known.details).data?.plan === hash) return known.ref;
    const content = await planPng(planSvg(read.workflow, 'light', 'as planned'));
    const name = `plan-${read.summary.number}.png`;
    const id = await files.upload(place.tenant, { name, content, alt: [...alt].slice(0, ALT_TEXT).join('') }, 'progress');
    await files.share(place.tenant, [{ id, title: name }], null, 'progress');
    await sentMessages.intend({ ...key, workflow, channel: place.channel, thread: place.thread, details: {} });
    await sentMessages.sent(key, id, { plan: hash });
    await pause(LOOKED_AT_MS);
    return id;
  }

  return {
    /** Slack's id of the file. */
    async pictureFor(workflow, place, alt) {
      try {
        return await fileFor(workflow, place, alt);
      } catch (error) {
        const failure = slackFailure(error);
        if (failure === null) throw error;
        log.info({ err: error, workflow }, 'a plan goes without its picture');
        return null;
      }
    },
  };
}
