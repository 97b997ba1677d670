/** What people read who install Baton into a workspace of theirs, in the browser. */

export interface InstallPage {
  readonly title: string;
  /** Paragraphs. */
  readonly text: readonly string[];
  readonly link: { readonly label: string; readonly href: 'again' | 'install' } | null;
}

const AGAIN = { label: 'Try again', href: 'again' } as const;

export const INSTALL_WORDS = {
  offer: {
    title: 'Add Baton to Slack',
    text: [
      'Baton plans and runs work with several AI agents in your threads, and asks before it spends.',
      'Slack will show you what Baton may do. A workspace may want an admin to say yes.',
    ],
    link: { label: 'Go on to Slack', href: 'install' },
  },
  done: (team: string): InstallPage => ({
    title: `Baton is in ${team}`,
    text: ['Invite it to a channel with /invite @Baton, then type /orchestrate and what you want done. /baton help lists the rest.'],
    link: null,
  }),
  declined: {
    title: 'Nothing was installed',
    text: ['You said no in Slack, or your workspace wants an admin to say yes first.'],
    link: AGAIN,
  },
  stale: {
    title: 'This link is used up',
    text: ['An installation has to be finished within ten minutes, once, and in the browser that began it. Nothing was installed by this visit.'],
    link: AGAIN,
  },
  organisation: {
    title: 'Baton is installed workspace by workspace',
    text: [
      'Slack offered it to the whole organisation. Baton keeps each workspace’s runs, people and budgets apart, so it was not installed, and the permission was given back.',
      'Choose one workspace at the top right of Slack’s page.',
    ],
    link: AGAIN,
  },
  notAllowed: {
    title: 'This Baton is not for your workspace',
    text: ['Whoever runs it has named the workspaces that may install it. Nothing was installed, and the permission was given back.'],
    link: null,
  },
  refused: {
    title: 'Slack did not finish the installation',
    text: ['Nothing was installed. If it happens again, whoever runs Baton finds the reason in its log.'],
    link: AGAIN,
  },
  unavailable: {
    title: 'Baton cannot install itself right now',
    text: ['Slack or Baton’s database did not answer. Nothing is lost; try again in a minute.'],
    link: AGAIN,
  },
} as const satisfies Record<string, InstallPage | ((team: string) => InstallPage)>;
