import type { ShiftDoer } from '@balcao/contracts'
import type { AccessStore } from '../store/access.ts'

/** What people and devices are called now, for those that the audit names by their ids. */
export async function nameDoers(
  access: Pick<AccessStore, 'person' | 'device'>,
  actors: Iterable<string | null>,
): Promise<(actor: string) => ShiftDoer> {
  const names = new Map<string, string | null>()
  for (const actor of new Set(actors)) {
    if (actor === null) continue
    const [kind, id = ''] = actor.split(':')
    const found =
      kind === 'person' ? await access.person(id) : kind === 'device' ? await access.device(id) : undefined
    names.set(actor, found?.name ?? null)
  }
  return (actor) => ({ actor, name: names.get(actor) ?? null })
}
