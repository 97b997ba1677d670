/** The flows in Slack: a half of them over each transport as it should be, and the other half with Baton killed in the middle. */
import { FLOWS, type Flow } from './flows.ts';
import { playAll } from './play-all.ts';
import { slackArena } from './slack-arena.ts';

// All of them at once in one workspace would wait for Slack's rate of edits, and not for Baton.
const everyOther = (first: number): readonly Flow[] => FLOWS.filter((_, index) => index % 2 === first);

playAll([
  { name: 'over a socket', flows: everyOther(0), killed: false, arena: (flows) => slackArena('socket', flows) },
  { name: 'over HTTP', flows: everyOther(1), killed: false, arena: (flows) => slackArena('http', flows) },
  { name: 'over HTTP, killed in the middle', flows: everyOther(0), killed: true, arena: (flows) => slackArena('http', flows) },
  { name: 'over a socket, killed in the middle', flows: everyOther(1), killed: true, arena: (flows) => slackArena('socket', flows) },
]);
