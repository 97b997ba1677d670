/** A panel that sees a red and is settled by a person, and a supervisor at work: what people see and click. */
import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { libraryOf } from '../fakes/library.ts';
import { type Served, serveFresh } from '../integration/web/served.ts';
import { chromiumIsMissing, complaintsOf, launch } from './chromium.ts';

/** Where pictures of the page go; nowhere unless asked for. */
const SHOTS = process.env.SCREENSHOTS;
const WIDTHS = [
  [1400, 'light'],
  [390, 'dark'],
] as const;
const about = (name: string) => ({ name, description: `About ${name}.`, path: `${name}.md`, capabilities: [], domain: 'all', text: `Think like ${name}.` });

describe.skipIf(chromiumIsMissing())('experts and supervisors in Chromium', () => {
  let served: Served;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    const library = libraryOf({ personas: ['startup-cto', 'security-expert', 'legal-counsel'].map(about) });
    [served, browser] = await Promise.all([serveFresh({ library }), launch()]);
    if (SHOTS) await mkdir(SHOTS, { recursive: true });
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
  });
  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  async function start(text: string, width: number, colorScheme: 'light' | 'dark'): Promise<void> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    complaints = complaintsOf(page);
    await page.goto(served.base);
    await page.getByLabel('What should be done?').fill(text);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.waitForURL(/\/t\//u);
    await page.getByRole('button', { name: 'Approve' }).click();
  }

  async function shot(name: string, width: number): Promise<void> {
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${width}.png` });
  }

  test.each(WIDTHS)('a red goes to a person, whose casting vote ends the panel, at %i px, %s', async (width, colorScheme) => {
    await start('/orchestrate pattern:expert-panel Is the new checkout ready to ship? [[red]]', width, colorScheme);
    const question = page.locator('.kind-decision', { hasText: 'casting vote' });
    await question.waitFor();
    const ballots = page.locator('.card-ballot');
    expect(await ballots.count()).toBe(3);
    expect(await ballots.filter({ hasText: '● red' }).count()).toBe(1);
    await shot('panel-asks', width);
    await page.locator('.card-panel').getByText('It does not decide by itself: a person does, below.').waitFor();
    await question.getByRole('button', { name: 'No-go' }).click();
    const end = page.locator('.card-completion');
    await end.getByText(/No-go: decided by @guest/u).waitFor();
    await page
      .locator('.card-panel')
      .getByText(/No-go: decided by @guest/u)
      .waitFor();
    expect(await question.getByRole('button').count()).toBe(0);
    await shot('panel-settled', width);
  });

  test.each(WIDTHS)('a supervisor sends work back and adds pieces until every part is done, at %i px, %s', async (width, colorScheme) => {
    await start('/orchestrate pattern:supervisor Compare the stores [[redo]] AND list the duties THEN write the guide', width, colorScheme);
    const beyond = page.locator('.kind-decision', { hasText: 'The supervisor wants a general agent' });
    await beyond.getByRole('button', { name: 'Approve' }).click();
    await page.locator('.card-completion').waitFor();
    const told = page.locator('.card-supervised');
    await told.getByText('[1] Compare the stores is done again, with notes.').waitFor();
    await told.getByText('[3] Write the guide is added, building on [1] and [2] (general).').waitFor();
    await page.getByText('Coverage: 3 of 3 workstreams.').waitFor();
    await shot('supervised', width);
  });
});
