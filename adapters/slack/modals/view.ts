/** A modal around its fields: title and buttons within their few characters, blocks within their number. */
import type { types } from '@slack/bolt';
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { LIMITS } from '../limits.ts';
import { type Blocks, headed } from './fields.ts';
import { FORM_CALLBACK, type Form, writeForm } from './form.ts';
import { plainText } from './plain-text.ts';

export interface ModalParts {
  readonly form: Form;
  /** Of any length. */
  readonly title: string;
  /** At most 24 characters; stands for a title that is longer, which then heads the form. */
  readonly short: string;
  /** Null: there is nothing to send. */
  readonly submit: string | null;
  readonly close?: string;
  readonly blocks: Blocks;
}

export function modal({ form, title, short, submit, close = FORM_WORDS.close, blocks }: ModalParts): types.ModalView {
  const fits = title.length <= LIMITS.viewTitle.most;
  const all = fits ? blocks : [...headed(title), ...blocks];
  const send = submit !== null && submit.length > LIMITS.viewSubmit.most ? FORM_WORDS.send : submit;
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: writeForm(form),
    title: plainText(fits ? title : short, LIMITS.viewTitle.most),
    ...(send === null ? {} : { submit: plainText(send, LIMITS.viewSubmit.most) }),
    close: plainText(close, LIMITS.viewSubmit.most),
    blocks: [...all],
  };
}
