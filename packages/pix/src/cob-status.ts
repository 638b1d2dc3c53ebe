import { invalidRequest } from './errors.ts'
import { plainWord } from './reading.ts'

/**
 * The state of the registration, not of the money: expiry never changes it, any amount concludes it, and money can
 * arrive after a removal (API Pix 2.9.0, "Status do registro da cobrança"). `undetermined` is a word that nobody here
 * knows: keep asking, and never take it for paid.
 */
export type CobStatus = 'active' | 'concluded' | 'removed-by-receiver' | 'removed-by-psp' | 'undetermined'

/** Sent with -A-, as the standard's enum and Cielo's PATCH have it, though Cielo's manual writes REMOVIDO_. */
const wireStatuses = {
  active: 'ATIVA',
  concluded: 'CONCLUIDA',
  'removed-by-receiver': 'REMOVIDA_PELO_USUARIO_RECEBEDOR',
  'removed-by-psp': 'REMOVIDA_PELO_PSP',
} as const satisfies Partial<Record<CobStatus, string>>

/** The status that a receiver may give a charge. */
export const removedByReceiver = wireStatuses['removed-by-receiver']

/** A filter that is no status is refused: without it, the list would be of all charges. */
export function writeStatus(field: string, status: keyof typeof wireStatuses): string {
  if (!Object.hasOwn(wireStatuses, status)) {
    throw invalidRequest(field, `one of ${Object.keys(wireStatuses).join(', ')}`)
  }
  return wireStatuses[status]
}

/** Both genders: Cielo's manual and the standard's prose say REMOVIDO_, both schemas say REMOVIDA_. */
export function readStatus(rawStatus: string): CobStatus {
  switch (plainWord(rawStatus)) {
    case 'ATIVA':
      return 'active'
    case 'CONCLUIDA':
      return 'concluded'
    case 'REMOVIDA_PELO_USUARIO_RECEBEDOR':
    case 'REMOVIDO_PELO_USUARIO_RECEBEDOR':
      return 'removed-by-receiver'
    case 'REMOVIDA_PELO_PSP':
    case 'REMOVIDO_PELO_PSP':
      return 'removed-by-psp'
    default:
      return 'undetermined'
  }
}
