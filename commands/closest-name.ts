/** Near misses of command words and setting names. */
export { closestName } from '../src/engine/closest-name.ts';
