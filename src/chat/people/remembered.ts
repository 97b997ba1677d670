/**
 * Answers of a platform that are good for a while. Within `freshMs` they are given as they are; after that it is asked again.
 * Where it does not answer, the last one stands, until `standsMs`; where it refuses, nothing does: what somebody may no longer
 * see, or who is no longer there, must not live on here.
 */
import type { Clock } from '../../ports/clock.ts';

export interface Remembered<Value> {
  /** Throws what the look-up throws, when nothing is known that stands. */
  get(key: string): Promise<Value>;
  /** The last one, however old, which is looked up anew meanwhile: for what gives nobody a right. */
  last(key: string): Promise<Value>;
  /** Null: everything. */
  forget(key: string | null): void;
}

export interface RememberingOptions {
  readonly freshMs: number;
  readonly standsMs: number;
  /** Whether it said no, rather than nothing. */
  readonly refuses: (error: unknown) => boolean;
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
  const { freshMs, standsMs, refuses, clock, most = MOST, onError = () => undefined } = options;
  const known = new Map<string, Known<Value>>();
  const underWay = new Map<string, Promise<Value>>();

  function look(key: string): Promise<Value> {
    const looking = underWay.get(key);
    if (looking !== undefined) return looking;
    const looked: Promise<Value> = lookUp(key).then(
      (value) => {
        if (isWanted()) keep(key, value);
        return value;
      },
      (error: unknown) => {
        if (isWanted() && refuses(error)) known.delete(key);
        throw error;
      },
    );
    // Forgotten meanwhile: the answer is of before.
    const isWanted = () => underWay.get(key) === looked && underWay.delete(key);
    underWay.set(key, looked);
    return looked;
  }

  function keep(key: string, value: Value): void {
    known.delete(key);
    known.set(key, { value, at: clock.now() });
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
  }

  return {
    async get(key) {
      const last = known.get(key);
      if (!last) return await look(key);
      if (clock.now() - last.at < freshMs) return last.value;
      try {
        return await look(key);
      } catch (error) {
        onError(error);
        if (refuses(error) || clock.now() - last.at >= standsMs) throw error;
        return last.value;
      }
    },
    async last(key) {
      const last = known.get(key);
      if (!last) return await look(key);
      if (clock.now() - last.at >= freshMs) look(key).catch(onError);
      return last.value;
    },
    forget(key) {
      if (key === null) {
        known.clear();
        underWay.clear();
      } else {
        known.delete(key);
        underWay.delete(key);
      }
    },
  };
}
