/**
 * What has been said in threads: the post key, the platform's reference and the card last shown. A redelivery
 * finds its post here and edits it; on the web page these rows are the thread.
 */
import type { Card } from '../cards/card.ts';
import type { Place } from '../engine/event.ts';
import type { PersonId, WorkflowId } from '../engine/ids.ts';

export interface Posts {
  /** By key, for one workflow. */
  known(workflow: WorkflowId): Promise<ReadonlyMap<string, KnownPost>>;
  /**
   * Inserts or updates the row of (workflow, key), in the order of first posting, and notifies viewers. `stale`: another driver
   * has the workflow, and what it shows is newer; nothing was written.
   */
  record(post: PostRecord): Promise<'recorded' | 'stale'>;
  /** What a person wrote in a thread (the page keeps these itself; chat platforms have their own copy). */
  recordPerson(note: PersonPost): Promise<void>;
}

export interface KnownPost {
  /** The platform's message id. */
  readonly ref: string;
  /** Fingerprint of the card last shown. */
  readonly hash: string;
}

export interface PostRecord {
  readonly workflow: WorkflowId;
  /** Of the drive that posts. */
  readonly epoch: number;
  readonly place: Place;
  readonly key: string;
  readonly ref: string;
  readonly hash: string;
  readonly card: Card;
}

export interface PersonPost {
  readonly id: string;
  readonly place: Place;
  readonly author: PersonId;
  readonly text: string;
}
