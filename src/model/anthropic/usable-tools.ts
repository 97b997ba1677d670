/** Which tools a model is offered: never more than T2, whatever the toolbox holds. What acts outside goes back to people. */
import type { Tool, Toolbox, ToolOutcome } from '../../ports/tools.ts';

export function usableTools(toolbox: Toolbox | null): readonly Tool[] {
  return (toolbox?.tools ?? []).filter((tool) => tool.tier !== 'T3-outside');
}

export async function runTool(toolbox: Toolbox | null, name: string, input: unknown, signal: AbortSignal): Promise<ToolOutcome> {
  const known = usableTools(toolbox);
  if (!toolbox || !known.some((tool) => tool.name === name)) {
    return { kind: 'refused', reason: `There is no tool "${name}" here. Tools: ${known.map((tool) => tool.name).join(', ') || 'none'}.` };
  }
  return toolbox.run(name, input, signal);
}
