/** A person's browser on the way through an installation, with its cookies, at emulate's Slack. */
export interface Browser {
  /** Opens Baton's page and follows its link to Slack: the address, with what Baton sent along. */
  begins(installPage: string): Promise<URL>;
  /** Says yes in Slack: the address that Slack leads back to. */
  allows(authorize: URL): Promise<URL>;
  goes(address: URL): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }>;
}

export function browser(): Browser {
  let cookie = '';
  const goes: Browser['goes'] = async (address) => {
    const response = await fetch(address, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    for (const set of response.headers.getSetCookie()) [cookie = ''] = set.split(';');
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  return {
    goes,
    async begins(installPage) {
      const { text } = await goes(new URL(installPage));
      const [, href = ''] = /<a href="([^"]+)"/u.exec(text) ?? [];
      return new URL(href.replaceAll('&amp;', '&'));
    },
    async allows(authorize) {
      const page = await (await fetch(authorize)).text();
      const [, fields = ''] = /<form[^>]*action="\/oauth\/v2\/authorize\/callback"[^>]*>(.*?)<\/form>/su.exec(page) ?? [];
      const body = new URLSearchParams(
        Object.fromEntries([...fields.matchAll(/name="([^"]+)" value="([^"]*)"/gu)].map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')])),
      );
      const answered = await fetch(new URL('/oauth/v2/authorize/callback', authorize), { method: 'POST', body, redirect: 'manual' });
      return new URL(answered.headers.get('location') ?? '');
    },
  };
}
