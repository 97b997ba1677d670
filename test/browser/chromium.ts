/** Chromium for tests: the one that CHROMIUM_PATH names, else the system's. Without one the tests are skipped loudly, and never in CI. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const PATH = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function chromiumIsMissing(): boolean {
  if (existsSync(PATH)) return false;
  if (process.env.CI) throw new Error(`There is no Chromium at ${PATH}. In CI the browser tests must run: install it, or set CHROMIUM_PATH.`);
  console.warn(`\nSKIPPED: the browser tests. There is no Chromium at ${PATH}; set CHROMIUM_PATH to run them.\n`);
  return true;
}

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: PATH, args: QUIET });

/** Complaints of the page: what it could not load or run, and what the content security policy stopped. */
export function complaintsOf(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') found.push(message.text());
  });
  return found;
}
