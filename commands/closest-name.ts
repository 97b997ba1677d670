/** Near misses of command words and setting names. */
export { closestName, slips } from '../src/engine/closest-name.ts';
