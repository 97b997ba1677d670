/** A surface and its posts in memory: remembers what was shown in which order, and fails when it is told to. */
import type { Card } from '../../src/cards/card.ts';
import { SurfaceUnreachable } from '../../src/errors.ts';
import type { KnownPost, Posts } from '../../src/ports/posts.ts';
import type { Surface, SurfacePace, UnreachableReason } from '../../src/ports/surface.ts';

export interface RecordingSurface {
  readonly surface: Surface;
  readonly posts: Posts;
  /** `post plan`, `edit plan`, in order. */
  readonly shown: readonly string[];
  /** The card that stands under a key. */
  card(key: string): Card | undefined;
  failNext(times: number): void;
  failEdits(on: boolean): void;
  /** Until it is back: nobody can be reached there. */
  goAway(reason: UnreachableReason | null): void;
  /** Another driver takes over: posts of the first epoch, 1, are stale. */
  takeOver(): void;
}

export function createRecordingSurface(editIntervalMs: number, more: Partial<SurfacePace> & Partial<Pick<Surface, 'tells'>> = {}): RecordingSurface {
  const shown: string[] = [];
  const cards = new Map<string, Card>();
  const rows = new Map<string, KnownPost>();
  let failures = 0;
  let failingEdits = false;
  let away: UnreachableReason | null = null;
  let currentEpoch = 1;
  async function show(what: 'post' | 'edit', key: string, card: Card): Promise<string> {
    if (away !== null) throw new SurfaceUnreachable(away);
    if (what === 'edit' && failingEdits) throw new Error('The platform takes no edits');
    if (failures > 0) {
      failures -= 1;
      throw new Error('The platform is down');
    }
    shown.push(`${what} ${key}`);
    cards.set(key, card);
    return `ref-${key}`;
  }
  return {
    shown,
    card: (key) => cards.get(key),
    takeOver: () => {
      currentEpoch += 1;
    },
    goAway: (reason) => {
      away = reason;
    },
    failEdits: (on) => {
      failingEdits = on;
    },
    failNext: (times) => {
      failures = times;
    },
    surface: {
      name: 'recording',
      pace: { editIntervalMs: () => editIntervalMs, worthEditing: (card) => card, ...more },
      tells: more.tells ?? (() => true),
      post: ({ key, card }) => show('post', key, card),
      edit: async ({ card }, ref) => {
        await show('edit', ref.slice('ref-'.length), card);
      },
    },
    posts: {
      known: async () => new Map(rows),
      record: async ({ key, ref, hash, epoch }) => {
        if (epoch !== currentEpoch) return 'stale';
        rows.set(key, { ref, hash });
        return 'recorded';
      },
      recordPerson: async () => undefined,
    },
  };
}
