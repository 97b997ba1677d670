/**
 * The rehearsal model: offline, deterministic, free. It shapes its answers from the request itself, says in each of
 * them that it is a rehearsal, counts tokens from real text lengths at table prices, and fails when it is told to.
 * Fault marks count in a workstream's own task, and in a request that is answered inline.
 */
import type { Usage } from '../engine/call.ts';
import type { Failure } from '../engine/failure.ts';
import { marksIn } from '../engine/rehearsal-marks.ts';
import type { Clock } from '../ports/clock.ts';
import type { Model, ModelCall, ModelOutcome } from '../ports/model.ts';
import { readFilled } from './answer-reading.ts';
import { filledFor } from './rehearsal/filled.ts';
import { tokensOf } from './rehearsal/tokens.ts';
import { writtenFor } from './rehearsal/written.ts';
import { usageAtTablePrices } from './table-usage.ts';

export function createRehearsalModel({ clock }: { readonly clock: Clock }): Model {
  async function rehearse<T>(call: ModelCall, signal: AbortSignal, answer: () => Answer<T>): Promise<ModelOutcome<T>> {
    const marks = marksIn(call.brief.subject.kind === 'workstream' || call.brief.subject.kind === 'inline' ? call.brief.task : '');
    call.onFirstToken();
    if (marks.slowMs > 0 && !signal.aborted) await clock.sleep(Math.min(marks.slowMs, call.timeoutMs), signal);
    if (signal.aborted) return { kind: 'aborted', usage: usageOf(call, '') };
    if (marks.slowMs > call.timeoutMs) {
      return failed(call, { kind: 'timeout', detail: `Rehearsal: told to take ${marks.slowMs} ms, and the limit is ${call.timeoutMs} ms.` });
    }
    // `tryNumber` counts on after a person's retry, so `[[fail:4]]` fails the first three tries, shows the menu, and recovers on the second try after it.
    if (call.brief.tryNumber <= marks.failingTries) {
      return failed(call, { kind: 'rehearsed', detail: `Rehearsal: told to fail by a mark in the task (try ${call.brief.tryNumber}).` });
    }
    if (marks.malformed) return failed(call, { kind: 'malformed-output', detail: 'Rehearsal: told by [[malformed]] to answer without a usable result.' });
    const answered = answer();
    if (answered.kind === 'unreadable') return failed(call, { kind: 'malformed-output', detail: answered.detail });
    return { kind: 'ok', value: answered.value, usage: usageOf(call, answered.text) };
  }

  return {
    kind: 'rehearsal',
    write: (call, signal) =>
      rehearse(call, signal, () => {
        const text = writtenFor(call.brief);
        return { kind: 'answer', value: text, text };
      }),
    fill: (call, signal) =>
      rehearse(call, signal, () => {
        const text = JSON.stringify(filledFor(call));
        const read = readFilled(text, call.schema);
        return read.kind === 'read' ? { kind: 'answer', value: read.value, text } : read;
      }),
  };
}

type Answer<T> = { readonly kind: 'answer'; readonly value: T; readonly text: string } | { readonly kind: 'unreadable'; readonly detail: string };

function failed(call: ModelCall, failure: Failure): { readonly kind: 'failed'; readonly failure: Failure; readonly usage: Usage } {
  return { kind: 'failed', failure, usage: usageOf(call, '') };
}

function usageOf(call: ModelCall, output: string): Usage {
  const { priceKnown: _, ...usage } = usageAtTablePrices(call.model, tokensOf(call, output), 'free');
  return usage;
}
