import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config/index.ts';
import { OPTIONS } from '../../src/config/options.ts';
import { hashPassword } from '../../src/config/password.ts';

const HASH = await hashPassword('correct horse');

describe('the environment', () => {
  test('may be empty: loopback, embedded server, rehearsal model', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: null,
      anthropic: null,
      host: '127.0.0.1',
      port: 3000,
      webUsers: [],
      publicUrl: null,
      admins: [],
      libraryPath: [],
      logLevel: 'info',
      secrets: [],
    });
    expect(readConfig({}).dataDir).toMatch(/^\/.*\/\.baton$/);
  });

  test('counts an empty variable as unset', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: ' ', HOST: '' })).toMatchObject({ databaseUrl: null, port: 3000, host: '127.0.0.1' });
  });

  test('is read into values of their own types', () => {
    const config = readConfig({
      DATABASE_URL: 'postgresql://baton:pa%2Fss@db:5432/baton',
      ANTHROPIC_API_KEY: 'sk-ant-0123456789',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:9999/',
      HOST: '0.0.0.0',
      PORT: '0',
      WEB_USERS: `ada:${HASH}, grace:${HASH}`,
      PUBLIC_URL: 'https://baton.example.com/',
      ADMINS: 'ada, grace',
      LIBRARY_PATH: '/srv/one:/srv/two',
      LOG_LEVEL: 'DEBUG',
    });
    expect(config).toMatchObject({
      databaseUrl: 'postgresql://baton:pa%2Fss@db:5432/baton',
      anthropic: { apiKey: 'sk-ant-0123456789', baseUrl: 'http://127.0.0.1:9999' },
      host: '0.0.0.0',
      port: 0,
      webUsers: [
        { name: 'ada', hash: HASH },
        { name: 'grace', hash: HASH },
      ],
      publicUrl: 'https://baton.example.com',
      admins: ['ada', 'grace'],
      libraryPath: ['/srv/one', '/srv/two'],
      logLevel: 'debug',
    });
  });

  test.each([
    ['PORT', '70000', 'from 0 to 65535'],
    ['PORT', '3000x', 'from 0 to 65535'],
    ['HOST', 'http://localhost', 'an IP address or a host name'],
    ['LOG_LEVEL', 'loud', 'trace, debug, info'],
    ['PUBLIC_URL', 'baton.example.com', 'http or https URL'],
    ['ANTHROPIC_BASE_URL', 'ftp://gateway', 'http or https URL'],
  ])('%s=%s is refused by name, with what was wrong and what would be right', (variable, value, right) => {
    const problem = problemOf({ [variable]: value });
    expect(problem.message).toContain(`${variable} is ${JSON.stringify(value)}: it must be `);
    expect(problem.message).toContain(right);
    expect(problem).toMatchObject({ code: 'config.invalid', context: { variables: variable } });
  });

  test.each([
    ['DATABASE_URL', 'mysql://root:hunter2@db/baton'],
    ['ANTHROPIC_API_KEY', 'sk ant hunter2'],
    ['WEB_USERS', 'ada:hunter2'],
    ['SLACK_BOT_TOKEN', 'hunter2-hunter2'],
    ['ENCRYPTION_KEY', 'hunter2'],
  ])('%s with a wrong value is refused without showing the value', (variable, value) => {
    const problem = problemOf({ [variable]: value });
    expect(problem.message).toContain(variable);
    expect(problem.message).toContain('it must be ');
    expect(problem.message).not.toContain('hunter2');
  });

  test('tells every problem at once', () => {
    expect(problemOf({ PORT: 'x', LOG_LEVEL: 'y' }).problems.map((problem) => problem.variable)).toEqual(['PORT', 'LOG_LEVEL']);
  });

  test.each(['0.0.0.0', '::', '192.168.1.4', 'baton.internal'])('a host that others can reach (%s) needs WEB_USERS', (host) => {
    expect(problemOf({ HOST: host }).message).toMatch(new RegExp(`^WEB_USERS is missing while HOST is "${host}".*npm run hash-password`));
    expect(readConfig({ HOST: host, WEB_USERS: `ada:${HASH}` }).host).toBe(host);
  });

  test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('loopback (%s) does not', (host) => {
    expect(readConfig({ HOST: host }).webUsers).toEqual([]);
  });

  test('refuses the same name twice', () => {
    expect(problemOf({ WEB_USERS: `ada:${HASH},ada:${HASH}` }).message).toContain('each name once');
  });

  test('never lists a secret option whose example or fallback would be a working value', () => {
    for (const [name, described] of Object.entries(OPTIONS)) {
      if (described.fallback !== null) expect(described.secret, name).toBe(false);
    }
  });
});

function problemOf(env: Record<string, string>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error(`expected a ConfigError for ${Object.keys(env).join(', ')}`);
}

test.each([
  [{}, { total: 32, perTenant: 16 }],
  [{ MODEL_CONCURRENCY: '1' }, { total: 1, perTenant: 1 }],
  [{ MODEL_CONCURRENCY: '7' }, { total: 7, perTenant: 3 }],
  [
    { MODEL_CONCURRENCY: '8', MODEL_CONCURRENCY_PER_TENANT: '8' },
    { total: 8, perTenant: 8 },
  ],
])('of the calls to the model a tenant may have half, or what is set: %o', (env, limits) => {
  expect(readConfig(env).modelConcurrency).toEqual(limits);
});

test('one tenant may not have more calls than all together', () => {
  expect(() => readConfig({ MODEL_CONCURRENCY: '8', MODEL_CONCURRENCY_PER_TENANT: '9' })).toThrow(
    /MODEL_CONCURRENCY_PER_TENANT is 9 while MODEL_CONCURRENCY is 8/u,
  );
});
