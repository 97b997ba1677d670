/** `npx drizzle-kit generate --name <what-it-does>` writes the next migration from `db/schema`. */
import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'postgresql', schema: './db/schema/index.ts', out: './migrations', casing: 'snake_case' });
