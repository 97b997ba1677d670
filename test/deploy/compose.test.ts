import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config/index.ts';
import { hashPassword } from '../../src/config/password.ts';

const service = z.object({
  environment: z.record(z.string(), z.coerce.string()),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
});
const compose = z
  .object({ services: z.object({ baton: service, postgres: service }), volumes: z.record(z.string(), z.unknown()) })
  .parse(parse(readFileSync(resolve(import.meta.dirname, '../../compose.yaml'), 'utf8')));
const { baton, postgres } = compose.services;

test('what Baton is given is a configuration that it takes', async () => {
  const env = filled(baton.environment, { POSTGRES_PASSWORD: 'letters1and2digits', WEB_USERS: `ada:${await hashPassword('correct horse')}` });
  expect(readConfig(env)).toMatchObject({
    databaseUrl: 'postgres://baton:letters1and2digits@postgres:5432/baton',
    host: '0.0.0.0',
    port: 3000,
    webUsers: [{ name: 'ada' }],
  });
  expect(filled(postgres.environment, { POSTGRES_PASSWORD: 'letters1and2digits' })).toEqual({
    POSTGRES_USER: 'baton',
    POSTGRES_DB: 'baton',
    POSTGRES_PASSWORD: 'letters1and2digits',
  });
});

test.each(['POSTGRES_PASSWORD', 'WEB_USERS'])('it does not start without %s', (missing) => {
  const given = { POSTGRES_PASSWORD: 'x', WEB_USERS: 'y' };
  expect(() => filled(baton.environment, { ...given, [missing]: '' })).toThrow(`set ${missing} in .env`);
});

test('other machines reach neither the page nor the database, and the data outlives the containers', () => {
  expect(baton.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:.*:3000$/), expect.stringMatching(/^127\.0\.0\.1:.*:3001$/)]);
  expect(postgres.ports).toEqual([]);
  expect(postgres.volumes.map((volume) => volume.split(':')[0])).toEqual(Object.keys(compose.volumes));
});

/** `${NAME:?message}` as compose fills it in. */
function filled(environment: Record<string, string>, given: Record<string, string>): Record<string, string> {
  const fill = (_whole: string, name: string, message: string): string => {
    const value = given[name] ?? '';
    if (value === '') throw new Error(message);
    return value;
  };
  return Object.fromEntries(Object.entries(environment).map(([key, text]) => [key, text.replaceAll(/\$\{(\w+):\?([^}]*)\}/g, fill)]));
}
