import type { Refusal } from '../problem.ts'
import { violation } from '../request.ts'
import type { World } from '../world.ts'
import { recPayload } from './present.ts'

/** RecPayload of the recurrence that is shown at this location, while it can be authorised or is in force. */
export function recClaims(world: World, token: string): Refusal | object {
  const idRec = world.registry.locByToken.get(token)?.idRec
  const rec = idRec === undefined ? undefined : world.registry.rec.get(idRec)
  if (!rec) return { problem: 'RecPayloadNaoEncontrado' }
  if (rec.status === 'CRIADA' || rec.status === 'APROVADA') return recPayload(world, rec)
  const razao = 'O campo recUrlAccessToken referencia uma recorrência expirada, rejeitada ou cancelada.'
  return { problem: 'RecPayloadOperacaoInvalida', violations: [violation('recUrlAccessToken', razao)] }
}
