/** Where people type: a new thread, or the next word in one. */

import { MAX_FILE_BYTES, MAX_FILES } from '../../../src/files/limits.ts';
import { type Html, html } from '../cards/html.ts';

export interface Composer {
  readonly action: string;
  readonly label: string;
  readonly placeholder: string;
  readonly submit: string;
  readonly rows: number;
  /** Fields besides the text; none in a thread, where most words are for its run. */
  readonly options: Html;
}

export function composer({ action, label, placeholder, submit, rows, options }: Composer): Html {
  return html`<form class="composer" method="post" action="${action}" enctype="multipart/form-data" hx-post="${action}" hx-encoding="multipart/form-data" hx-target="#notices" hx-swap="innerHTML" hx-disable="find button[type=submit]">
<label class="unseen" for="text">${label}</label><textarea id="text" name="text" rows="${rows}" required placeholder="${placeholder}" aria-describedby="composer-hint" data-composer></textarea>
<div class="composer-row"><label class="button small attach" for="files">Attach files</label><input class="unseen" id="files" name="files" type="file" multiple data-max-files="${MAX_FILES}" data-max-bytes="${MAX_FILE_BYTES}">
<output class="attached quiet" for="files" data-attached></output><span class="context" id="composer-hint"><kbd>Enter</kbd> sends, <kbd>Shift</kbd>+<kbd>Enter</kbd> starts a line</span>
<button class="button primary" type="submit">${submit}</button></div>${options}</form>`;
}

/** The only place on a page where answers to the person appear. */
export const notices: Html = html`<div id="notices" aria-live="polite"></div>`;
