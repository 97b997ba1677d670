/** The web page and the JSON API: the surface `web` of the tenant `local`. */
export type { WebConfig } from './deps.ts';
export { type RunningWeb, startWeb } from './server.ts';
export { webSurface } from './surface.ts';
