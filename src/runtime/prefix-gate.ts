/**
 * Parallel calls that share a long cached prefix: the first goes ahead, the others wait for its first token, because a
 * prefix can be read from the cache only once an answer to it has begun; else each pays for writing it (MODELS.md).
 * One gate per drive: there, all calls with documents have the same ones.
 */
import type { Clock } from '../ports/clock.ts';
import type { Model, ModelCall, ModelDocument } from '../ports/model.ts';
import { within } from './within.ts';

/** The highest of the models' minimums is 4,096 tokens, of about four characters: anything shorter may not be cached at all. */
const CACHED_FROM_CHARACTERS = 4 * 4_096;
/** A first token takes seconds. Whoever has waited for this long pays for the write: time is worth more. */
const PATIENCE_MS = 30_000;

export function gatePrefixes(model: Model, clock: Clock): Model {
  const leading = new Map<string, Promise<void>>();

  async function inTurn<C extends ModelCall, T>(prefix: string | null, call: C, signal: AbortSignal, ask: (call: C) => Promise<T>): Promise<T> {
    if (prefix === null) return await ask(call);
    const ahead = leading.get(prefix);
    if (ahead !== undefined) {
      await within(PATIENCE_MS, ahead, clock, signal);
      return await ask(call);
    }
    const began = Promise.withResolvers<void>();
    leading.set(prefix, began.promise);
    const open = () => {
      began.resolve();
      if (leading.get(prefix) === began.promise) leading.delete(prefix);
    };
    const onFirstToken = () => {
      open();
      call.onFirstToken();
    };
    return await ask({ ...call, onFirstToken }).finally(open);
  }

  return {
    kind: model.kind,
    write: (call, signal) => inTurn(prefixOf(call, ''), call, signal, (turn) => model.write(turn, signal)),
    fill: (call, signal) => inTurn(prefixOf(call, call.schemaName), call, signal, (turn) => model.fill(turn, signal)),
  };
}

/** Null: too short to be worth a wait. Tools and the answer's schema stand before the documents, so they belong to it. */
function prefixOf({ model, system, documents, tools }: ModelCall, schema: string): string | null {
  const shared = documents.reduce((sum, document) => sum + contentOf(document).length, 0);
  return shared < CACHED_FROM_CHARACTERS ? null : JSON.stringify([model, schema, tools?.tools.map(({ name }) => name) ?? [], system]);
}

function contentOf(document: ModelDocument): string {
  return document.kind === 'text' ? document.text : document.base64;
}
