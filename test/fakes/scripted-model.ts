/**
 * A model that answers from a script. A call that no entry expects fails the test at once, by throwing, and again in
 * `finish()`, which also fails on entries that were never used.
 */
import { type Subject, subjectKey, type Usage } from '../../src/engine/call.ts';
import type { Failure } from '../../src/engine/failure.ts';
import type { Model, ModelCall, ModelOutcome } from '../../src/ports/model.ts';

export interface ScriptEntry {
  /** By `subjectKey`; entries of one subject are used in order. */
  readonly subject: Subject;
  readonly answer: ScriptedAnswer;
}

export type ScriptedAnswer =
  | { readonly kind: 'text'; readonly text: string }
  /** Goes through the call's own schema. */
  | { readonly kind: 'filled'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Never answers; ends when it is aborted. */
  | { readonly kind: 'hangs' }
  /** Waits for the promise first, so that a test decides when calls end. */
  | { readonly kind: 'after'; readonly gate: Promise<void>; readonly answer: ScriptedAnswer };

export interface ScriptedModel extends Model {
  readonly calls: readonly ModelCall[];
  /** Throws when the script and the calls did not match. */
  finish(): void;
}

export function createScriptedModel(script: readonly ScriptEntry[], kind: Model['kind'] = 'real'): ScriptedModel {
  const left = [...script];
  const calls: ModelCall[] = [];
  const unexpected: string[] = [];

  function take(call: ModelCall): ScriptedAnswer {
    calls.push(call);
    const key = subjectKey(call.brief.subject);
    const at = left.findIndex((entry) => subjectKey(entry.subject) === key);
    const [entry] = at < 0 ? [] : left.splice(at, 1);
    if (entry) return entry.answer;
    unexpected.push(key);
    throw new Error(`The script has no (further) answer for ${key}`);
  }

  async function play<T>(answer: ScriptedAnswer, call: ModelCall, read: (answer: ScriptedAnswer) => T, signal: AbortSignal): Promise<ModelOutcome<T>> {
    if (signal.aborted) return { kind: 'aborted', usage: null };
    switch (answer.kind) {
      case 'failed':
        return { kind: 'failed', failure: answer.failure, usage: usageOf(call, kind) };
      case 'hangs':
        await aborted(signal);
        return { kind: 'aborted', usage: null };
      case 'after':
        await Promise.race([answer.gate, aborted(signal)]);
        return play(answer.answer, call, read, signal);
      default:
        return { kind: 'ok', value: read(answer), usage: usageOf(call, kind) };
    }
  }

  return {
    kind,
    calls,
    write: (call, signal) =>
      play(
        take(call),
        call,
        (answer) => {
          if (answer.kind !== 'text') throw new Error(`The script fills a form where ${subjectKey(call.brief.subject)} asks for text`);
          return answer.text;
        },
        signal,
      ),
    fill: (call, signal) =>
      play(
        take(call),
        call,
        (answer) => {
          if (answer.kind !== 'filled') throw new Error(`The script has text where ${subjectKey(call.brief.subject)} asks for ${call.schemaName}`);
          return call.schema.parse(answer.value);
        },
        signal,
      ),
    finish() {
      if (unexpected.length > 0) throw new Error(`Calls without an answer in the script: ${unexpected.join(', ')}`);
      if (left.length > 0) throw new Error(`Answers that were never asked for: ${left.map((entry) => subjectKey(entry.subject)).join(', ')}`);
    },
  };
}

function usageOf(call: ModelCall, kind: Model['kind']): Usage {
  return {
    model: call.model,
    inputTokens: 100,
    cacheWriteTokens: 0,
    cacheReadTokens: 0,
    outputTokens: 50,
    costUsd: 0.001,
    chargedUsd: kind === 'real' ? 0.001 : 0,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
