/** Which of the blocks that were sent Slack's complaints point at: they carry JSON pointers such as `/blocks/3/type`. */

export interface RefusedBlocks {
  readonly types: readonly string[];
  /** The type itself is refused, and not what stands in the block: a complaint about words may hold any word. */
  readonly unsupported: readonly string[];
}

/** `data`: the answer, whose complaints stand in `errors` and in `response_metadata.messages`. */
export function refusedBlocks(data: object, args: Readonly<Record<string, unknown>>): RefusedBlocks {
  const found = complaints(data).flatMap((complaint) => {
    const pointer = /\/blocks\/(\d+)(\/[^\]\s]*)?/.exec(complaint);
    const type = pointer ? typeOf(args.blocks, Number(pointer[1])) : null;
    return type === null ? [] : [{ type, unsupported: pointer?.[2] === '/type' || /unsupported (block )?type/i.test(complaint) }];
  });
  return {
    types: [...new Set(found.map(({ type }) => type))],
    unsupported: [...new Set(found.filter(({ unsupported }) => unsupported).map(({ type }) => type))],
  };
}

function complaints(data: object): readonly string[] {
  const direct = 'errors' in data ? texts(data.errors) : [];
  const metadata = 'response_metadata' in data ? data.response_metadata : null;
  return [...direct, ...(typeof metadata === 'object' && metadata !== null && 'messages' in metadata ? texts(metadata.messages) : [])];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function typeOf(blocks: unknown, index: number): string | null {
  const block: unknown = Array.isArray(blocks) ? blocks[index] : null;
  return typeof block === 'object' && block !== null && 'type' in block && typeof block.type === 'string' ? block.type : null;
}
