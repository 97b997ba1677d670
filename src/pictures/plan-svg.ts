/** The plan graph with its states as SVG: presentation attributes only, so that it looks the same in a browser and as PNG. */
import type { StepState } from '../cards/card.ts';
import { stepState } from '../cards/workstream-state.ts';
import { workstreamId } from '../engine/ids.ts';
import type { Workstream } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { BOX, layOut, type Point } from './plan-layout.ts';
import { NOTHING, type Svg, svg } from './svg.ts';
import { fitLines } from './text-width.ts';
import { THEMES, type Theme, type ThemeName } from './themes.ts';

const TITLE_SIZE = 13;
const SMALL_SIZE = 11;

/** `as it stands` shows the states too; `as planned` stays the same while the plan does, for places where a picture is not drawn anew. */
export type Showing = 'as it stands' | 'as planned';

export function planSvg(workflow: Workflow, themeName: ThemeName, showing: Showing = 'as it stands'): string {
  const theme = THEMES[themeName];
  const plan = workflow.proposal?.plan;
  if (!plan || plan.workstreams.length === 0) return emptySvg(theme);
  const { width, height, direction, boxes, lines } = layOut(plan);
  const stateOf = (id: string): StepState | null => {
    if (showing === 'as planned') return null;
    const record = workflow.workstreams.get(workstreamId(id));
    return record ? stepState(record) : 'pending';
  };
  const drawn = plan.workstreams.map((workstream) => {
    const { x, y } = boxes.find(({ id }) => id === workstream.id) ?? { x: 0, y: 0 };
    const phase = plan.phases.findIndex(({ workstreams }) => workstreams.includes(workstream.id)) + 1;
    return box(workstream, phase, stateOf(workstream.id), x - BOX.width / 2, y - BOX.height / 2, theme);
  });
  const edges = lines.map(({ from, points }) =>
    edge(points, direction, stateOf(from) === 'done' || stateOf(from) === 'supplied' ? theme.states.done : theme.line),
  );
  return frame(width, height, theme, `Plan of workflow ${workflow.number}`, svg`${edges}${drawn}`);
}

function box(workstream: Workstream, phase: number, state: StepState | null, x: number, y: number, theme: Theme): Svg {
  const colour = theme.states[state ?? 'running'];
  const title = fitLines(workstream.title, TITLE_SIZE, BOX.width - 50, 2);
  const quiet = state === 'pending' || state === 'skipped' || state === 'cancelled';
  return svg`<g><title>[${workstream.id}] ${workstream.title}${state === null ? '' : `: ${state}`}</title>
<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="10" fill="${theme.box}" stroke="${colour}" stroke-width="${state === 'running' ? 2.5 : 1.25}"${quiet ? svg` stroke-dasharray="5 4"` : NOTHING}/>
<rect x="${x + 10}" y="${y + 12}" width="24" height="20" rx="5" fill="${colour}"/>
<text x="${x + 22}" y="${y + 26}" font-size="${SMALL_SIZE}" font-weight="bold" text-anchor="middle" fill="${theme.box}">${workstream.id}</text>
${title.map((line, index) => svg`<text x="${x + 42}" y="${y + 26 + index * 17}" font-size="${TITLE_SIZE}" font-weight="bold" fill="${theme.ink}">${line}</text>`)}
<text x="${x + 42}" y="${y + 69}" font-size="${SMALL_SIZE}" fill="${colour}" font-weight="bold">${state ?? ''}</text>
<text x="${x + BOX.width - 12}" y="${y + 69}" font-size="${SMALL_SIZE}" fill="${theme.quiet}" text-anchor="end">${workstream.agent} · phase ${phase}</text></g>
`;
}

function edge(points: readonly Point[], direction: 'down' | 'right', colour: string): Svg {
  const [first, ...rest] = points;
  const end = rest.at(-1);
  if (!first || !end) return NOTHING;
  const path = [`M ${at(first)}`, ...curve([first, ...rest], direction)].join(' ');
  const [left, right] =
    direction === 'down'
      ? [
          { x: end.x - 4.5, y: end.y - 8 },
          { x: end.x + 4.5, y: end.y - 8 },
        ]
      : [
          { x: end.x - 8, y: end.y - 4.5 },
          { x: end.x - 8, y: end.y + 4.5 },
        ];
  return svg`<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.75"/><path d="M ${at(left)} L ${at(end)} L ${at(right)} Z" fill="${colour}"/>
`;
}

/** Between dagre's points, bent so that lines leave and arrive straight. */
function curve(points: readonly Point[], direction: 'down' | 'right'): readonly string[] {
  return points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    const middle = { x: (before.x + point.x) / 2, y: (before.y + point.y) / 2 };
    const [leave, arrive] =
      direction === 'down'
        ? [
            { x: before.x, y: middle.y },
            { x: point.x, y: middle.y },
          ]
        : [
            { x: middle.x, y: before.y },
            { x: middle.x, y: point.y },
          ];
    return `C ${at(leave)} ${at(arrive)} ${at(point)}`;
  });
}

function emptySvg(theme: Theme): string {
  return frame(
    360,
    90,
    theme,
    'No plan yet',
    svg`<text x="180" y="50" font-size="${TITLE_SIZE}" text-anchor="middle" fill="${theme.quiet}">There is no plan yet.</text>`,
  );
}

function frame(width: number, height: number, theme: Theme, label: string, content: Svg): string {
  return svg`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans, Verdana, sans-serif" role="img" aria-label="${label}">
<rect width="${width}" height="${height}" fill="${theme.paper}"/>
${content}</svg>`.source;
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
