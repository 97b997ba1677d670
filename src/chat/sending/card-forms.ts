/** A card as messages that its platform takes. */
import type { Card } from '../../cards/card.ts';
import type { ArtifactId, TenantId } from '../../engine/ids.ts';

export interface CardForms<Message, Picture> {
  /** `send` is called again, with other messages, while the platform refuses their form. */
  send<Sent>(asked: AskedForm<Picture>, send: (messages: readonly Message[]) => Promise<Sent>): Promise<InSomeForm<Message, Sent>>;
}

export interface AskedForm<Picture> {
  readonly tenant: TenantId;
  readonly card: Card;
  /** The plan's. */
  readonly picture: Picture | null;
}

export interface InSomeForm<Message, Sent> {
  readonly messages: readonly Message[];
  readonly sent: Sent;
}

/** A file that a message names, which is not part of it. */
export interface Upload {
  readonly artifact: ArtifactId;
  readonly name: string;
  readonly bytes: number;
}
