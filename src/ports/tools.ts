/** What an agent may do besides writing text, in tiers. Sub-agents never get more than T2; T3 and up go back to people. */
export type ToolTier = 'T0-text' | 'T1-read' | 'T2-write' | 'T3-outside';

export interface Tool {
  readonly name: string;
  readonly tier: ToolTier;
  readonly description: string;
  /** JSON Schema of the input, `additionalProperties: false`. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

/** The tools of one attempt, already limited to what this attempt may touch. */
export interface Toolbox {
  readonly tools: readonly Tool[];
  run(name: string, input: unknown, signal: AbortSignal): Promise<ToolOutcome>;
}

/** A refusal is an answer to the model, not an exception. */
export type ToolOutcome = { readonly kind: 'ok'; readonly text: string } | { readonly kind: 'refused'; readonly reason: string };
