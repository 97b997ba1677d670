/** The surface of a workflow; one that this process does not serve fails until a process that does takes over. */
import { BatonError } from '../errors.ts';
import type { Surface } from '../ports/surface.ts';

export function surfaceNamed(name: string, surfaces: readonly Surface[]): Surface {
  return surfaces.find((surface) => surface.name === name) ?? unserved(name);
}

function unserved(name: string): Surface {
  const refuse = () =>
    Promise.reject(new BatonError('surface-not-served', 'This process does not serve the surface of a workflow.', { context: { surface: name } }));
  return { name, pace: { editIntervalMs: () => 0, worthEditing: (card) => card }, tells: () => true, post: refuse, edit: refuse };
}
