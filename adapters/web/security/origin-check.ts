/**
 * Whether a request that changes something comes from our own page, or from a program. Browsers say where a post comes
 * from in `Origin` and `Sec-Fetch-Site`; another site's page can leave neither out nor forge them.
 */
export interface PostHeaders {
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly host: string | undefined;
}

/** `form`: only a browser on our own page sends one, so silence is not enough. `program`: no header is a program. */
export function comesFromHome(headers: PostHeaders, kind: 'form' | 'program', publicUrl: string | null): boolean {
  if (headers.fetchSite !== undefined && headers.fetchSite !== 'same-origin') return false;
  if (headers.origin !== undefined) return isHome(headers.origin, headers.host, publicUrl);
  return kind === 'program' || headers.fetchSite === 'same-origin';
}

function isHome(origin: string, host: string | undefined, publicUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return url.host === host?.toLowerCase() || (publicUrl !== null && url.origin === new URL(publicUrl).origin);
}
