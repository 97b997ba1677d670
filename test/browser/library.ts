/** What the forms of the page offer in these tests. */
import { libraryOf } from '../fakes/library.ts';

const entry = (name: string) => ({ name, description: 'Looks for what can go wrong', path: name, domain: 'work', capabilities: [], text: 'Be careful.' });

export const LIBRARY = libraryOf({ personas: [entry('security-expert')], skills: ['careful', 'terse'].map(entry) });
