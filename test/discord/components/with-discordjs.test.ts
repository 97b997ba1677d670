/** What we send, through the builders of the real discord.js, which check it as well. */
import { ContainerBuilder, ModalBuilder } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { pressedBy } from '../../../adapters/discord/components/pressed.ts';
import { renderCard } from '../../../adapters/discord/components/render.ts';
import { openingFor } from '../../../adapters/discord/modals/open.ts';
import { settingsForm } from '../../../adapters/discord/modals/settings-form.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../src/engine/settings.ts';
import { GOLDEN_STORIES } from '../../fixtures/golden/stories.ts';

const THREADS = Object.entries(GOLDEN_STORIES).map(([name, tell]) => ({ name, workflow: tell().now() }));

describe('discord.js', () => {
  it.each(THREADS)('takes the cards of $name, and the forms behind their buttons', ({ workflow }) => {
    for (const { card } of threadOf(workflow)) {
      for (const { components } of renderCard(card, { picture: 'plan-1.png' })) expect(new ContainerBuilder(components[0]).toJSON()).toEqual(components[0]);
      for (const { does } of card.actions) {
        const pressed = pressedBy(does);
        if (pressed.kind === 'correct-reading' || pressed.kind === 'marked' || pressed.kind === 'leave') continue;
        const opening = openingFor(pressed, workflow);
        if (opening.kind === 'modal') expect(new ModalBuilder(opening.modal).toJSON()).toEqual(opening.modal);
        if (opening.kind === 'step') for (const { components } of opening.messages) expect(new ContainerBuilder(components[0]).toJSON()).toEqual(components[0]);
      }
    }
  });

  it('takes a page of settings', () => {
    const sources = Object.fromEntries(settingsSchema.keyof().options.map((name) => [name, 'default'])) as never;
    const modal = settingsForm({ channel: null, resolved: { values: DEFAULT_SETTINGS, sources } }, 'people', 0);
    if (modal === null) throw new Error('no page');
    expect(new ModalBuilder(modal).toJSON()).toEqual(modal);
  });
});
