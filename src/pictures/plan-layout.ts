/** Where each workstream stands in the picture: dagre lays the dependencies out in the direction that stays narrow. */
import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel } from '@dagrejs/dagre';
import type { Plan } from '../engine/plan.ts';

export const BOX = { width: 216, height: 84 } as const;
const MARGIN = 20;

export interface PlanLayout {
  readonly width: number;
  readonly height: number;
  readonly direction: 'down' | 'right';
  readonly boxes: readonly { readonly id: string; readonly x: number; readonly y: number }[];
  readonly lines: readonly { readonly from: string; readonly points: readonly Point[] }[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Panels and phones are narrow: many at once are stacked, many one after another go down. */
export function layOut(plan: Plan): PlanLayout {
  const down = layOutAs(plan, 'down');
  const right = layOutAs(plan, 'right');
  return down.width <= right.width ? down : right;
}

function layOutAs(plan: Plan, direction: 'down' | 'right'): PlanLayout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: direction === 'down' ? 'TB' : 'LR', nodesep: 24, ranksep: 46, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of plan.workstreams) graph.setNode(id, { width: BOX.width, height: BOX.height });
  const edges = plan.workstreams.flatMap(({ id, dependsOn }) => dependsOn.map((from) => ({ from, to: id })));
  for (const { from, to } of edges) graph.setEdge(from, to);
  // The plan's own order, which people know from the card, over fewer crossings: plans are small.
  layout(graph, { disableOptimalOrderHeuristic: true });
  const size: GraphLabel = graph.graph();
  return {
    width: Math.ceil(size.width ?? BOX.width),
    height: Math.ceil(size.height ?? BOX.height),
    direction,
    boxes: plan.workstreams.map(({ id }) => {
      const { x = 0, y = 0 }: NodeLabel = graph.node(id);
      return { id, x, y };
    }),
    lines: edges.map(({ from, to }) => {
      const label: EdgeLabel = graph.edge(from, to);
      return { from, points: label.points ?? [] };
    }),
  };
}
