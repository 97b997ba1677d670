/** What travels with one request through the routes. */
import type { HttpBindings } from '@hono/node-server';
import type { PersonId } from '../../src/engine/ids.ts';

export interface WebEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: {
    /** Who acts, as far as the cookie says. With a login this is proven; without one it is a name that a person chose. */
    person: PersonId;
    /** True when `WEB_USERS` decides who people are. */
    proven: boolean;
  };
}
