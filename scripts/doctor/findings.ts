/** Everything that the doctor looks at, in the order in which one thing needs another. */
import type { Finding } from '../../src/cards/doctor-words.ts';
import { type Config, ConfigError, type Environment, readConfig } from '../../src/config/index.ts';
import { checkDatabase } from './check-database.ts';
import { checkDiscord } from './check-discord.ts';
import { checkModel } from './check-model.ts';
import { checkPage } from './check-page.ts';
import { checkSlack } from './check-slack.ts';

export async function* findings(env: Environment): AsyncGenerator<Finding> {
  const config = configOf(env);
  if (config instanceof ConfigError) {
    for (const problem of config.problems) yield { kind: 'config-wrong', ...problem };
    return;
  }
  yield { kind: 'config-fine' };
  yield* checkDatabase(config);
  yield* checkModel(config);
  yield* checkSlack(config);
  for await (const found of checkDiscord(config)) yield { kind: 'discord', found };
  yield* checkPage(config);
}

function configOf(env: Environment): Config | ConfigError {
  try {
    return readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}
