/** Options under the composer, and another pattern on the plan's card: with a mouse, a keyboard, a phone, in the dark. */
import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { libraryOf } from '../fakes/library.ts';
import { type Served, serveFresh } from '../integration/web/served.ts';
import { chromiumIsMissing, complaintsOf, launch } from './chromium.ts';

/** Where pictures of the page go; nowhere unless asked for. */
const SHOTS = process.env.SCREENSHOTS;
const about = (name: string) => ({ name, description: `About ${name}.`, path: `${name}.md`, capabilities: [], domain: 'all', text: `Think like ${name}.` });

describe.skipIf(chromiumIsMissing())('options in Chromium', () => {
  let served: Served;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    const library = libraryOf({ personas: ['startup-cto', 'security-expert'].map(about), skills: ['seo-audit'].map(about) });
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

  async function visit(options: BrowserContextOptions = {}): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    complaints = complaintsOf(page);
    await page.goto(served.base);
  }

  const shot = async (name: string): Promise<void> => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` });
  };

  test('a pattern and a budget are chosen, and stand on the card; then another pattern is chosen there', async () => {
    await visit();
    await page.getByLabel('What should be done?').fill('/orchestrate Compare two ways to store logs AND write a plan');
    await page.getByText('Options', { exact: true }).click();
    await page.getByLabel('Pattern').selectOption('pipeline');
    await page.getByLabel('Persona').selectOption('security-expert');
    await page.getByLabel('Budget in dollars').fill('1.50');
    await shot('options-light');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.waitForURL(/\/t\//u);
    const card = page.locator('.card-plan');
    await card.getByText('Branch: pipeline, chosen by a person.').waitFor();
    await card.getByText('Chosen with the request: persona security-expert.').waitFor();
    await card.getByText('cap $1.50').waitFor();
    await card.locator('summary', { hasText: 'Other pattern' }).click();
    await card.getByLabel('Pattern').selectOption('fan-out');
    await shot('other-pattern');
    await card.getByRole('button', { name: 'Plan it again' }).click();
    await card.getByText('Branch: fan-out, chosen by a person.').waitFor();
    await card.getByText('Pattern: fan-out').waitFor();
    await card.getByRole('button', { name: 'Answer inline' }).click();
    await page.locator('.card-answer').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  });

  test('a mistake is told where it was made, and what was filled in stays', async () => {
    await visit();
    await page.getByLabel('What should be done?').fill('/orchestrate Compare A AND B');
    await page.getByText('Options', { exact: true }).click();
    await page.getByLabel('Skills').fill('seo-audt');
    await page.keyboard.press('Enter');
    await page.getByText('There is no skill “seo-audt”. Did you mean seo-audit?').waitFor();
    expect(await page.getByLabel('Skills').inputValue()).toBe('seo-audt');
    await shot('options-mistake');
    // The browser notes the refusal.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400')]);
  });

  test.each([
    ['phone', { viewport: { width: 390, height: 844 }, colorScheme: 'light' }],
    ['phone-dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
    ['dark', { colorScheme: 'dark' }],
  ] as const)('they fit: %s', async (name, options) => {
    await visit(options);
    await page.getByText('Options', { exact: true }).click();
    await page.getByLabel('Rounds').waitFor();
    await shot(`options-${name}`);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(overflow).toBe(0);
    const small = await page
      .locator('.option-grid :is(select, input)')
      .evaluateAll((fields) => fields.filter((field) => field.getBoundingClientRect().height < 32).length);
    expect(small).toBe(0);
  });
});
