/** Sent messages in memory, with a clock of one's choice: for surfaces in tests that need no database. */
import type { MessageKey, NewMessage, SentMessage, SentMessages } from '../../src/ports/sent-messages.ts';

export interface MemorySentMessages extends SentMessages {
  readonly all: () => readonly SentMessage[];
}

export function createMemorySentMessages(now: () => number = () => Date.now()): MemorySentMessages {
  const rows = new Map<string, Omit<SentMessage, 'ageMs'>>();
  const read = (row: Omit<SentMessage, 'ageMs'>): SentMessage => ({ ...row, ageMs: now() - row.intendedAt });
  return {
    all: () => [...rows.values()].map(read),
    async intend(message: NewMessage) {
      const known = rows.get(nameOf(message));
      if (known) return read(known);
      const { surface, tenant, key, part, workflow, channel, thread } = message;
      const details: unknown = JSON.parse(JSON.stringify(message.details));
      rows.set(nameOf(message), { surface, tenant, key, part, workflow, channel, thread, details, ref: null, intendedAt: now() });
      return 'fresh';
    },
    async sent(key, ref, details) {
      const known = rows.get(nameOf(key));
      if (known) rows.set(nameOf(key), { ...known, ref, details: JSON.parse(JSON.stringify(details)) });
    },
    async rename(from, to, workflow) {
      const known = rows.get(nameOf(from));
      if (!known || rows.has(nameOf(to)) || from.surface !== to.surface || from.tenant !== to.tenant) return false;
      rows.delete(nameOf(from));
      rows.set(nameOf(to), { ...known, key: to.key, part: to.part, workflow });
      return true;
    },
    async parts({ surface, tenant, key }) {
      const found = [...rows.values()].filter((row) => row.surface === surface && row.tenant === tenant && row.key === key);
      return found.toSorted((one, other) => one.part - other.part).map(read);
    },
    async find(surface, tenant, channel, ref) {
      const found = [...rows.values()].find((row) => row.surface === surface && row.tenant === tenant && row.channel === channel && row.ref === ref);
      return found ? read(found) : null;
    },
    async lost(key) {
      rows.delete(nameOf(key));
    },
  };
}

const nameOf = ({ surface, tenant, key, part }: MessageKey): string => JSON.stringify([surface, tenant, key, part]);
