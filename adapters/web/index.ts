/** The web page and the JSON API: the surface `web` of the tenant `local`. */
export { createWebApp } from './app.ts';
export type { HealthReport, WebConfig, WebDeps, WebLog } from './deps.ts';
export { type RunningWeb, startWeb } from './server.ts';
export { webSurface } from './surface.ts';
