/** A memory for each tenant: nothing of one is ever an answer about another, and none crowds out another's. */
import type { TenantId } from '../../engine/ids.ts';
import { type Remembered, type RememberingOptions, remembered } from './remembered.ts';

export interface ByTenant<Value> {
  get(tenant: TenantId, id: string): Promise<Value>;
  last(tenant: TenantId, id: string): Promise<Value>;
  forget(tenant: TenantId, id: string): void;
}

export function byTenant<Value>(lookUp: (tenant: TenantId, id: string) => Promise<Value>, options: RememberingOptions): ByTenant<Value> {
  const memories = new Map<TenantId, Remembered<Value>>();
  const memory = (tenant: TenantId) => {
    const found = memories.get(tenant) ?? remembered<Value>((id) => lookUp(tenant, id), options);
    memories.set(tenant, found);
    return found;
  };
  return { get: (tenant, id) => memory(tenant).get(id), last: (tenant, id) => memory(tenant).last(id), forget: (tenant, id) => memory(tenant).forget(id) };
}
