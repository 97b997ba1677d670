/** The flows on the page: as it should be, and with Baton killed in the middle. */
import { FLOWS } from './flows.ts';
import { playAll } from './play-all.ts';
import { webArena } from './web-arena.ts';

playAll([
  { name: 'undisturbed', flows: FLOWS, killed: false, arena: webArena },
  { name: 'killed in the middle', flows: FLOWS, killed: true, arena: webArena },
]);
