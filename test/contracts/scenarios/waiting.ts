/** Waiting as people do: they look again and again, and say what there is instead when it does not come. */
import { until } from '../../until.ts';
import type { Shown } from './scene.ts';

/** A takeover after `kill -9`, and a busy machine. */
const PATIENCE_MS = 60_000;

export async function awaited<T>(what: string, look: () => Promise<T | null | undefined> | T | null | undefined, instead: () => string): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  return await until(() => {
    if (Date.now() > deadline) throw new Error(`Nobody saw ${what} in time. There is:\n${instead()}`);
    return look();
  });
}

/** Whoever is told that it took too long to open presses again, as they are asked to. `told`: what they alone were told. */
export async function opened<T>(what: string, press: () => Promise<void>, look: () => T | null | undefined, told: () => readonly string[]): Promise<T> {
  const late = () => told().filter((text) => text.includes('That took too long to open. Press it again.')).length;
  let before = late();
  await press();
  return await awaited(
    what,
    async () => {
      const found = look();
      if (found || late() === before) return found;
      before = late();
      await press();
      return null;
    },
    () => told().join('\n---\n'),
  );
}

/** The newest of what a thread shows that says this, and offers that. */
export async function seenIn(thread: () => Promise<readonly Shown[]>, text: string, button?: string): Promise<Shown> {
  let there: readonly Shown[] = [];
  return await awaited(
    `"${text}"${button === undefined ? '' : ` with [${button}]`}`,
    async () => {
      there = await thread();
      return there.findLast((shown) => shown.text.includes(text) && (button === undefined || shown.buttons.some((label) => label.startsWith(button))));
    },
    () => there.map((shown) => `${shown.text}\n${shown.buttons.map((label) => `[${label}]`).join(' ')}`).join('\n---\n'),
  );
}

export function buttonOf({ buttons, text }: Pick<Shown, 'buttons' | 'text'>, beginning: string): string {
  const label = buttons.find((one) => one.startsWith(beginning));
  if (label === undefined) throw new Error(`No button [${beginning}] at:\n${text}`);
  return label;
}

/** Signs that take no room are put between letters so that words call nobody: nobody reads them. */
export function asRead(text: string): string {
  return text.replace(/[\u200b\u200c\u2060\ufeff]/gu, '');
}
