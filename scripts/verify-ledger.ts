/** `npm run verify`: replays the events of every workflow of DATABASE_URL and compares with the derived tables. Ends with 1 when they differ. */
import { verifyLedger } from '../db/verify.ts';

const SHOWN = 200;

const url = process.env.DATABASE_URL ?? '';
if (url === '') {
  console.error('Set DATABASE_URL to the database to verify.');
  process.exit(2);
}
let shown = 0;
const { workflows, events, differences } = await verifyLedger(url, ({ workflow, number, table, key, column, fromEvents, stored }) => {
  shown += 1;
  if (shown > SHOWN) return;
  console.log(
    `${workflow === '' ? '' : `#${number} ${workflow} `}${table}${key === '' ? '' : ` ${key}`} ${column}: events say ${JSON.stringify(fromEvents)}, stored is ${JSON.stringify(stored)}`,
  );
});
if (shown > SHOWN) console.log(`... and ${shown - SHOWN} more`);
console.log(`${workflows} workflows, ${events} events, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
