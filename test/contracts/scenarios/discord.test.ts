/** The flows in Discord: as it should be, and with Baton killed in the middle. */
import { discordArena } from './discord-arena.ts';
import { FLOWS } from './flows.ts';
import { playAll } from './play-all.ts';

playAll([
  { name: 'undisturbed', flows: FLOWS, killed: false, arena: discordArena },
  { name: 'killed in the middle', flows: FLOWS, killed: true, arena: discordArena },
]);
