/** The picture of a run's plan as an attachment: its name says which plan it shows, so it is sent anew only when that has changed. */

import type { PlanPictures } from '../../../src/chat/sending/card-sender.ts';
import type { Place } from '../../../src/engine/event.ts';
import type { WorkflowId } from '../../../src/engine/ids.ts';
import { planPng } from '../../../src/pictures/plan-png.ts';
import { planSvg } from '../../../src/pictures/plan-svg.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { LIMITS } from '../limits.ts';
import type { Attaching } from './attaching.ts';
import type { Picture } from './card-forms.ts';

export interface PlanPictureDeps {
  readonly archive: Pick<Archive, 'read'>;
  readonly attaching: Attaching;
}

export function createPlanPictures({ archive, attaching }: PlanPictureDeps): PlanPictures<Picture> {
  return {
    async pictureFor(workflow: WorkflowId, place: Place, alt: string) {
      if (!attaching.allowed(place.channel)) return null;
      const read = await archive.read(place.tenant, workflow);
      const hash = read?.workflow.proposal?.hash;
      if (!read || hash === undefined) return null;
      return {
        name: `plan-${read.summary.number}-${hash.replace(/[^\w-]/gu, '').slice(0, HASH_LETTERS)}.png`,
        alt: [...alt].slice(0, LIMITS.attachmentText.most / 2).join(''),
        content: () => planPng(planSvg(read.workflow, 'light', 'as planned')),
        onRefused: () => attaching.refused(place.channel),
      };
    },
  };
}

const HASH_LETTERS = 12;
