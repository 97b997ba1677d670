/** Who there is: users everywhere, and a guild with its members and roles. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly globalName: string;
  readonly bot: boolean;
  /** Whether bots may write to them. */
  dms: 'open' | 'closed';
}

export interface Role {
  readonly id: string;
  name: string;
  permissions: bigint;
  readonly position: number;
  /** Belongs to an app. */
  readonly managed: boolean;
  /** The app's user. */
  readonly bot?: string;
  /** Whether anyone may call it. */
  mentionable: boolean;
}

export interface Member {
  readonly user: string;
  readonly roles: Set<string>;
  nick: string | null;
  readonly joinedAt: string;
}

export interface Guild {
  readonly id: string;
  name: string;
  readonly ownerId: string;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
  readonly systemChannel: string | null;
}
