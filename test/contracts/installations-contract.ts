/** What every store of installations promises. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { tenantId } from '../../src/engine/ids.ts';
import type { Installation, Installations } from '../../src/ports/installations.ts';

export function installationsContract(name: string, open: () => Installations): void {
  describe(`installations (${name})`, () => {
    test('one is found as it was kept, replaced by another, and by no other tenant or surface', async () => {
      const store = open();
      const first = installation();
      await store.keep(first);
      expect(await store.find('chat', first.tenant)).toEqual(first);
      await store.keep({ ...first, secret: 'sealed again', about: { team: 'Other name' } });
      expect(await store.find('chat', first.tenant)).toEqual({ ...first, secret: 'sealed again', about: { team: 'Other name' } });
      expect(await store.find('other', first.tenant)).toBeNull();
      expect(await store.find('chat', tenantId(randomUUID()))).toBeNull();
    });

    test('a removed one is gone with its secret, is nobody’s any more, and is there again when it is kept again', async () => {
      const store = open();
      const gone = installation();
      await store.keep(gone);
      await store.remove('chat', gone.tenant);
      await store.remove('chat', gone.tenant);
      expect(await store.find('chat', gone.tenant)).toBeNull();
      expect((await store.all('chat')).map(({ tenant }) => tenant)).not.toContain(gone.tenant);
      expect(await store.change('chat', gone.tenant, async (now) => ({ ...now, secret: 'alive' }))).toBeNull();
      await store.keep({ ...gone, secret: 'sealed anew' });
      expect(await store.find('chat', gone.tenant)).toEqual({ ...gone, secret: 'sealed anew' });
    });

    test('all of a surface are listed', async () => {
      const store = open();
      const [one, two] = [installation(), installation()];
      await store.keep(one);
      await store.keep(two);
      await store.keep({ ...installation(), surface: 'other' });
      const listed = await store.all('chat');
      expect(listed).toEqual(expect.arrayContaining([one, two]));
      expect(listed.every(({ surface }) => surface === 'chat')).toBe(true);
    });

    test('a change is made by one at a time, and the next one sees what it left', async () => {
      const store = open();
      const counted = { ...installation(), secret: '0' };
      await store.keep(counted);
      let inside = 0;
      let together = 0;
      const addOne = async (now: Installation) => {
        inside += 1;
        together = Math.max(together, inside);
        await new Promise(setImmediate);
        inside -= 1;
        return { ...now, secret: String(Number(now.secret) + 1) };
      };
      const results = await Promise.all(Array.from({ length: 6 }, () => store.change('chat', counted.tenant, addOne)));
      expect(together).toBe(1);
      expect(results.map((result) => result?.secret).toSorted()).toEqual(['1', '2', '3', '4', '5', '6']);
      expect((await store.find('chat', counted.tenant))?.secret).toBe('6');
    });

    test('a removal waits for a change, and is not undone by it', async () => {
      const store = open();
      const leaving = installation();
      await store.keep(leaving);
      const started = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const changed = store.change('chat', leaving.tenant, async (now) => {
        started.resolve();
        await goOn.promise;
        return { ...now, secret: 'rotated' };
      });
      await started.promise;
      const removed = store.remove('chat', leaving.tenant);
      goOn.resolve();
      expect((await changed)?.secret).toBe('rotated');
      await removed;
      expect(await store.find('chat', leaving.tenant)).toBeNull();
    });

    test('a change that decides on nothing, or fails, changes nothing', async () => {
      const store = open();
      const kept = installation();
      await store.keep(kept);
      expect(await store.change('chat', kept.tenant, async () => null)).toEqual(kept);
      await expect(
        store.change('chat', kept.tenant, async () => {
          throw new Error('the platform does not answer');
        }),
      ).rejects.toThrow('the platform does not answer');
      expect(await store.find('chat', kept.tenant)).toEqual(kept);
    });
  });
}

function installation(): Installation {
  return { surface: 'chat', tenant: tenantId(randomUUID()), secret: 'sealed', about: { team: 'Team', scopes: ['speak'] } };
}
