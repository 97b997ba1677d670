/**
 * Answers of Slack that are good for a while. Within `freshMs` they are given as they are; after that the last one is given
 * while it is looked up anew, until it is older than `staleMs`: then it is waited for. When Slack does not answer, the last
 * known one stands.
 */
import type { Clock } from '../../../src/ports/clock.ts';

export interface Remembered<Value> {
  /** Throws what the look-up throws, when nothing is known. */
  get(key: string): Promise<Value>;
  /** Null: everything. */
  forget(key: string | null): void;
}

export interface RememberingOptions {
  readonly freshMs: number;
  readonly staleMs: number;
  readonly clock: Pick<Clock, 'now'>;
  /** The oldest go first. */
  readonly most?: number;
  /** A look-up failed although an older answer was at hand. */
  readonly onError?: (error: unknown) => void;
}

interface Known<Value> {
  readonly value: Value;
  readonly at: number;
}

const MOST = 5_000;

export function remembered<Value>(lookUp: (key: string) => Promise<Value>, options: RememberingOptions): Remembered<Value> {
  const { freshMs, staleMs, clock, most = MOST, onError = () => undefined } = options;
  const known = new Map<string, Known<Value>>();
  const underWay = new Map<string, Promise<Value>>();

  function look(key: string): Promise<Value> {
    const looking = underWay.get(key);
    if (looking !== undefined) return looking;
    const looked = lookUp(key)
      .then((value) => {
        known.delete(key);
        known.set(key, { value, at: clock.now() });
        for (const oldest of known.keys()) {
          if (known.size <= most) break;
          known.delete(oldest);
        }
        return value;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, looked);
    return looked;
  }

  return {
    async get(key) {
      const last = known.get(key);
      if (!last) return await look(key);
      const age = clock.now() - last.at;
      if (age < freshMs) return last.value;
      const looked = look(key).catch((error: unknown) => {
        onError(error);
        return last.value;
      });
      return age < staleMs ? last.value : await looked;
    },
    forget(key) {
      if (key === null) known.clear();
      else known.delete(key);
    },
  };
}
