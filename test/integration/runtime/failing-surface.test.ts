/** A surface that fails for a while: the run goes on, nothing is lost, nothing is said twice, and nobody else waits. */
import { expect, test } from 'vitest';
import { LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Surface } from '../../../src/ports/surface.ts';
import { until } from '../../until.ts';
import { assembleFresh } from './assembled.ts';

test('posts wait for the surface and the engine does not', async () => {
  let broken = true;
  const posted: string[] = [];
  const surface: Surface = {
    name: 'web',
    pace: { editIntervalMs: () => 0, worthEditing: (card) => card },
    tells: () => true,
    async post({ key }) {
      if (broken) throw new Error('the platform is down');
      posted.push(key);
      return key;
    },
    edit: async () => undefined,
  };
  const baton = await assembleFresh({ surface, slots: 1, settings: { confirm_before_execute: false } });
  try {
    const { workflow, thread } = await baton.start('/orchestrate Compare AND write a plan THEN review it');
    await baton.reached(workflow, (state) => state.stage.kind === 'ended');
    // The only slot is free again while the first run waits for its surface.
    const second = await baton.start('/orchestrate Compare others AND write a plan THEN review it');
    const ended = await baton.reached(second.workflow, (state) => state.stage.kind === 'ended');
    expect(openDecisions(ended)).toEqual([]);
    expect(posted).toEqual([]);
    broken = false;
    const messages = await until(async () => {
      const now = await baton.database.archive.messages(LOCAL_TENANT, thread);
      return now.some((message) => message.kind === 'card' && message.key === 'end') && now;
    });
    const keys = messages.flatMap((message) => (message.kind === 'card' ? message.key : []));
    expect(keys).toEqual(['plan', 'live', 'phase:p1', 'handoff:p1', 'phase:p2', 'handoff:p2', 'end']);
    await until(() => baton.runtime.active() === 0);
    expect(new Set(posted).size * 2).toBe(posted.length);
  } finally {
    await baton.close();
  }
});
