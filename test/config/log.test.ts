import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { createLog } from '../../src/config/log.ts';
import { hashPassword } from '../../src/config/password.ts';

const KEY = 'sk-ant-0123456789"\\abc';

describe('the log', () => {
  test('shows a secret in no message, field, key, error or number', async () => {
    const hash = await hashPassword('correct horse');
    const config = readConfig({
      ANTHROPIC_API_KEY: KEY,
      DATABASE_URL: 'postgres://baton:p%40ssw0rd@db/baton',
      WEB_USERS: `ada:${hash}`,
      SLACK_BOT_TOKEN: 'xoxb-0123456789',
      SLACK_SIGNING_SECRET: '1234567890',
    });
    const { log, lines } = logged(config);
    log.info({ url: config.databaseUrl, nested: { list: [`Bearer ${KEY}`], [KEY]: 1 }, digits: 1234567890 }, `key ${KEY}`);
    log.error({ err: new Error('cannot reach postgres://baton:p%40ssw0rd@db/baton', { cause: new Error(`bad key ${KEY}`) }) }, 'failed');
    log.warn({ password: 'p@ssw0rd', query: `?key=${encodeURIComponent(KEY)}`, users: [hash] }, 'decoded');
    log.child({ token: KEY }).info('from a child');
    expect(lines).toHaveLength(4);
    const whole = lines.map((line) => JSON.stringify(JSON.parse(line))).join('\n');
    for (const secret of [KEY, JSON.stringify(KEY).slice(1, -1), encodeURIComponent(KEY), 'p%40ssw0rd', 'p@ssw0rd', hash, '1234567890'])
      expect(whole).not.toContain(secret);
    expect(whole).toContain('"msg":"key [secret]"');
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ msg: 'failed', err: { type: 'Error' } });
  });

  test('leaves other lines as they are', () => {
    const { log, lines } = logged(readConfig({ ANTHROPIC_API_KEY: KEY }));
    log.info({ workflow: 'w1', count: 3 }, 'driven');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 30, workflow: 'w1', count: 3, msg: 'driven' });
  });

  test('hides what is found to be secret later', () => {
    const hidden = new Set<string>();
    const { log, lines } = logged(readConfig({}), hidden);
    hidden.add('made-at-start');
    log.info('password made-at-start');
    expect(lines[0]).not.toContain('made-at-start');
  });

  test('keeps to the level asked for', () => {
    const { log, lines } = logged(readConfig({ LOG_LEVEL: 'warn' }));
    log.info('quiet');
    log.warn('loud');
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['loud']);
  });
});

function logged(config: Parameters<typeof createLog>[0], hidden: ReadonlySet<string> = new Set()) {
  const lines: string[] = [];
  return { lines, log: createLog(config, { hidden, out: { write: (line) => void lines.push(line) } }) };
}
