/** Files that take minutes begin first: one that begins last is waited for by everybody. On a fresh clone nothing is known of their durations. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONG = [/\/contracts\/scenarios\//u, /\/(?:slack|discord)\/whole\//u, /\/integration\/process\//u, /\/simulation\//u, /\/browser\//u, /\/receiving\//u];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    return bySize.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONG.findIndex((pattern) => pattern.test(moduleId));
  return rank < 0 ? LONG.length : rank;
}
