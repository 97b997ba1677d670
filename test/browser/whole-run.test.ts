/** A person with a browser: from an empty channel to the answer, with an edited plan, a failure and a result by hand. */
import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveFresh } from '../integration/web/served.ts';
import { chromiumIsMissing, complaintsOf, launch } from './chromium.ts';
import { LIBRARY } from './library.ts';

/** Where pictures of the page go; nowhere unless asked for. */
const SHOTS = process.env.SCREENSHOTS;

describe.skipIf(chromiumIsMissing())('the page in Chromium', () => {
  let served: Served;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [served, browser] = await Promise.all([serveFresh({ library: LIBRARY }), launch()]);
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

  async function visit(path: string, options: BrowserContextOptions = {}): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    complaints = complaintsOf(page);
    await page.goto(served.base + path);
  }

  const send = async (text: string): Promise<void> => {
    await page.getByLabel('What should be done?').fill(text);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.waitForURL(/\/t\//u);
  };
  const shot = async (name: string): Promise<void> => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` });
  };

  test('an empty channel says what to type, and an example starts a run that ends with an answer', async () => {
    await visit('/');
    await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor();
    await shot('empty');
    await page.getByRole('button', { name: /^\/orchestrate Compare/u }).click();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/t\//u);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.locator('.card-completion').waitFor();
    await page.getByText('Coverage: 3 of 3 workstreams.').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await page.waitForFunction("document.title.includes('completed')");
    await shot('done');

    await page.locator('.run').getByRole('link', { name: /\.md/u }).first().click();
    await page.getByRole('link', { name: 'Download' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.md$/u);
    await page.getByRole('link', { name: 'Back to the thread' }).click();
    await page.getByRole('link', { name: 'Ledger' }).click();
    await page.getByText('The workflow ended: completed').waitFor();
  });

  test('a plan is edited, a failure is answered by hand, and the run goes on', async () => {
    await visit('/');
    await send('/orchestrate Compare storage options [[fail]] AND collect the retention duties THEN write the migration plan');
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Title').nth(1).fill('Collect every retention duty');
    await page.getByLabel('Agent type').nth(1).selectOption('general');
    await page.getByLabel('Persona').nth(1).selectOption('security-expert');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await page.waitForURL(/\/t\//u);
    await page.getByText(/Plan changed/u).waitFor();
    await page.locator('.card-plan').getByText('Collect every retention duty').first().waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();

    await page
      .locator('.kind-decision')
      .getByText(/Workstream \[1\] failed/u)
      .waitFor();
    await shot('menu');
    await page.locator('summary', { hasText: 'Supply the result' }).click();
    const field = page.getByLabel('The result');
    await field.and(page.locator(':focus')).waitFor();
    await field.fill('# Our own comparison\n\nObject storage wins.');
    await page.getByRole('button', { name: 'Use this result' }).click();
    await page.locator('.card-completion').waitFor();
    await page.locator('.card-live .is-supplied').waitFor();
    await page
      .locator('.run')
      .getByRole('link', { name: /compare/iu })
      .click();
    await page.getByRole('heading', { name: 'Our own comparison' }).waitFor();
  });

  test('what a person types stays while the thread moves on', async () => {
    await visit('/');
    await send('/orchestrate Draft one [[fail]] AND draft two [[slow:3s]] THEN merge them');
    await page.getByRole('button', { name: 'Approve' }).click();
    const menu = page.locator('.kind-decision');
    await menu.locator('summary', { hasText: 'more context' }).click();
    await page.getByLabel('What should the agent know this time?').fill('Only EU customers');
    await page.locator('.card-live .is-done').waitFor();
    expect(await page.getByLabel('What should the agent know this time?').inputValue()).toBe('Only EU customers');
    expect(await menu.locator('details[open]').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await menu.locator('details[open]').count()).toBe(0);
    await menu.getByRole('button', { name: /Cancel the rest/u }).click();
    await page.locator('.card-completion').waitFor();
  });

  test('a run can be steered by keyboard alone', async () => {
    await visit('/');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toContain('Skip to');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('/orchestrate First AND second THEN third');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('and a second line');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/t\//u);
    const approve = page.getByRole('button', { name: 'Approve' });
    await approve.waitFor();
    for (let step = 0; step < 30 && (await approve.and(page.locator(':focus')).count()) === 0; step += 1) await page.keyboard.press('Tab');
    const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await page.keyboard.press('Enter');
    await page.locator('.card-completion').waitFor();
  });

  test('a run is paused, told more, resumed, and stopped only when that is confirmed', async () => {
    await visit('/');
    await send('/orchestrate Draft one [[slow:60s]] AND draft two [[slow:60s]] THEN merge them');
    await page.getByRole('button', { name: 'Approve' }).click();
    const live = page.locator('.card-live');
    await live.getByRole('button', { name: 'Pause' }).click();
    await page.locator('.run').getByText('paused').waitFor();
    await live.locator('summary', { hasText: 'Add context' }).click();
    await page.getByLabel('What should the agents know?').fill('Only EU data');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await live.getByRole('button', { name: 'Resume' }).click();
    await page.locator('.run').getByText('running').waitFor();
    page.once('dialog', (dialog) => dialog.dismiss());
    await live.getByRole('button', { name: 'Stop' }).click();
    expect(await page.locator('.run').getByText('running').count()).toBe(1);
    page.once('dialog', (dialog) => dialog.accept());
    await live.getByRole('button', { name: 'Stop' }).click();
    await page.locator('.run').getByText('cancelled').waitFor();
    await page.locator('.run').getByRole('link', { name: 'Ledger' }).click();
    await page.getByText('Only EU data').first().waitFor();
  });

  test.each([
    [390, 'dark'],
    [1400, 'light'],
    [1400, 'dark'],
    [390, 'light'],
  ] as const)('a phase and the skills of a workstream are changed while the run is at work, at %i px, %s', async (width, colorScheme) => {
    await visit('/', { viewport: { width, height: 850 }, colorScheme });
    await send('/orchestrate Draft one [[slow:60s]] AND draft two [[slow:60s]] THEN merge them');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.locator('.card-live').waitFor();
    const thread = page.url();
    const id = await page.locator('.run').getByRole('link', { name: 'Ledger' }).getAttribute('href');
    await page.goto(`${served.base}${id?.replace('/ledger', '/change')}`);
    const phase = page.getByRole('region', { name: /^Phase 2/u });
    await phase.locator('summary', { hasText: 'The whole phase' }).click();
    await phase.getByLabel('Persona').first().selectOption('security-expert');
    await phase
      .getByLabel(/^Skills/u)
      .first()
      .fill('careful, terse');
    await shot(`change-phase-${width}-${colorScheme}`);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await phase.getByRole('button', { name: 'Change the phase' }).click();
    await page.locator('#notices').getByText('Recorded.').waitFor();
    await page.reload();
    await phase.locator('summary', { hasText: '[3]' }).click();
    expect(await phase.getByLabel('Persona').nth(1).inputValue()).toBe('security-expert');
    const skills = phase.getByLabel(/^Skills/u).nth(1);
    expect(await skills.inputValue()).toBe('careful, terse');
    await skills.fill('careful');
    await phase.getByRole('button', { name: 'Change', exact: true }).click();
    await page.locator('#notices').getByText('Recorded.').waitFor();
    await shot(`change-work-${width}-${colorScheme}`);
    await page.goto(thread);
    page.once('dialog', (dialog) => dialog.accept());
    await page.locator('.card-live').getByRole('button', { name: 'Stop' }).click();
    await page.locator('.run').getByText('cancelled').waitFor();
  });

  test('a setting is changed on its page, and a wrong value says what would be right', async () => {
    await visit('/settings');
    const form = page.locator('form.change');
    await form.getByLabel('Setting').selectOption('budget_policy');
    await form.getByLabel('Value').fill('group:finance, anyon');
    await form.getByRole('button', { name: 'Change' }).click();
    await page.locator('#notices').getByText('Did you mean anyone?').waitFor();
    await form.getByLabel('Value').fill('group:finance, needs 2');
    await form.getByRole('button', { name: 'Change' }).click();
    await page.locator('#settings-now').getByText('group:finance, needs 2').waitFor();
    await shot('settings');
    await form.getByRole('button', { name: 'Reset it' }).click();
    await page.locator('#settings-now').getByText('Reset for the workspace').waitFor();
    expect(await page.locator('#settings-now').getByText('group:finance').count()).toBe(0);
    complaints.splice(0, complaints.length, ...complaints.filter((line) => !line.includes('400')));
  });

  test('a page whose server was gone for a while catches up by itself', async () => {
    await visit('/');
    await send('/orchestrate First AND second THEN third');
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    await served.stopPage();
    await page.locator('#link').getByText('Connection lost').waitFor();
    await served.startPage();
    const [workflow] = ((await (await served.get('/api/workflows?limit=1')).json()) as { workflows: { id: string }[] }).workflows;
    const found = await served.workflow(workflow?.id ?? '');
    await served.post(`/api/decisions/${found.decisions[0]?.id}`, { option: 'approve', as: 'bea' });
    await served.reached(found.id, ({ status }) => status === 'completed');
    await page.locator('.card-completion').waitFor();
    await page.getByText('Approved by @bea').waitFor();
    expect(await page.locator('.card-completion').count()).toBe(1);
    expect(await page.locator('#link').textContent()).toBe('');
    // The cut itself is reported by the browser.
    complaints.splice(0, complaints.length, ...complaints.filter((line) => !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|htmx:sse:error/u.test(line)));
  });

  test('answers for one person only appear above the composer, and problems too', async () => {
    await visit('/');
    await page.getByLabel('What should be done?').fill('/baton help');
    await page.keyboard.press('Enter');
    await page.locator('#notices').getByText('Only you see this.').waitFor();
    expect(await page.getByLabel('What should be done?').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByLabel('What should be done?').fill('/baton nonsense');
    await page.keyboard.press('Enter');
    await page.locator('#notices .told').waitFor();
    expect(await page.getByLabel('What should be done?').inputValue()).toBe('/baton nonsense');
    complaints.splice(0, complaints.length, ...complaints.filter((line) => !line.includes('400')));
  });

  test('files are attached and listed, and a name can be chosen', async () => {
    await visit('/');
    await page.locator('summary', { hasText: 'acting as' }).click();
    await page.getByLabel('Name').fill('Zoë');
    await page.getByRole('button', { name: 'Use this name' }).click();
    await page.getByText('acting as @Zoë').waitFor();
    await page.locator('#files').setInputFiles({ name: 'notes.md', mimeType: 'text/markdown', buffer: Buffer.from('# Notes') });
    await page.locator('[data-attached]').getByText('notes.md').waitFor();
    await send('/orchestrate Read the notes AND weigh them THEN conclude');
    await page.locator('.run').getByText('notes.md').waitFor();
    await page.locator('.run').getByText('@Zoë').waitFor();
  });

  test.each([
    [390, 'light'],
    [390, 'dark'],
    [1400, 'light'],
    [1400, 'dark'],
  ] as const)('nothing is wider than the page at %i px, %s', async (width, colorScheme) => {
    await visit('/', { viewport: { width, height: 850 }, colorScheme });
    await send(`/orchestrate Compare ${'averyveryverylongwordwithoutanybreak'.repeat(4)} [[fail]] AND https://example.org/${'path/'.repeat(30)} THEN write it`);
    const thread = page.url();
    const fits = async (where: string): Promise<void> => {
      expect([where, await page.evaluate<number>('document.documentElement.scrollWidth')]).toEqual([where, width]);
    };
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    await fits('plan');
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Save the changes' }).waitFor();
    await fits('editor');
    await page.goBack();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.locator('.kind-decision').waitFor();
    await page.locator('summary', { hasText: 'Supply the result' }).click();
    await fits('menu');
    await shot(`menu-${width}-${colorScheme}`);
    await page.getByLabel('The result').fill('By hand');
    await page.getByRole('button', { name: 'Use this result' }).click();
    await page.locator('.card-completion').waitFor();
    await fits('done');
    await shot(`done-${width}-${colorScheme}`);
    for (const path of ['/', '/settings', thread.replace(/.*(\/t\/)/u, '$1')]) {
      await page.goto(served.base + path);
      await fits(path);
    }
    await page.getByRole('link', { name: 'Ledger' }).click();
    await fits('ledger');
  });
});
