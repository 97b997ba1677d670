/** A Discord message of Components V2 as it is to be sent, and the components in it. */
import type { APIComponentInContainer, APIContainerComponent } from 'discord.js';
import type { Upload } from '../../../src/chat/sending/card-forms.ts';
import type { GroupId, PersonId } from '../../../src/engine/ids.ts';

export type InContainer = APIComponentInContainer;

export interface DiscordMessage {
  /** For the flag `IsComponentsV2`: no content and no embeds go with them. */
  readonly components: readonly [APIContainerComponent];
  /** Files that this message names; they are not part of it. */
  readonly uploads: readonly Upload[];
  /** Names of attachments that the components show (`attachment://<name>`): they have to be sent, or kept, with it. */
  readonly shows: readonly string[];
  /** For `allowed_mentions`: everybody else whom the text names is not notified. */
  readonly notify: Notified;
}

export interface Notified {
  readonly users: readonly PersonId[];
  readonly roles: readonly GroupId[];
}
