import type { World } from '../world.ts'

/** As the provider's own `aggregateId`: a UUID in form. */
export function newAggregateId({ ports }: World): string {
  const hex = ports.ids.hex(32)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
