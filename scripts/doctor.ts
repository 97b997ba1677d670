/** `npm run doctor`: looks at everything that Baton needs from outside and says what to fix, a line each. Ends with 1 when something is wrong. */
import { doctorVerdict, type FindingLevel, findingWords } from '../src/cards/doctor-words.ts';
import { secretsIn } from '../src/config/secrets.ts';
import { findings } from './doctor/findings.ts';

const SECRET = /TOKEN|SECRET|KEY|DATABASE_URL|WEB_USERS/;
// Whatever is wrong with a value, and wherever it comes back from: it is not printed.
const secrets = secretsIn(Object.entries(process.env).flatMap(([name, value]) => (SECRET.test(name) && value !== undefined ? [value] : [])));
const said: FindingLevel[] = [];
for await (const finding of findings(process.env)) {
  const words = findingWords(finding);
  said.push(words.level);
  console.log(secrets.reduce((line, secret) => line.replaceAll(secret, '[secret]'), `${words.level.padEnd(5)}  ${words.about}: ${words.says}`));
}
console.log(doctorVerdict(said));
process.exitCode = said.includes('wrong') ? 1 : 0;
