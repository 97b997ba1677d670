/** What Node has compiled once is not compiled again by each of the many processes that tests start: half of what a start costs. */
import { fileURLToPath } from 'node:url';

export const COMPILED_ONCE = { NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)) };
