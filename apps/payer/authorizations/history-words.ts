import type { PayerRecurrenceDetail } from '@balcao/contracts'

export const historyWords: Record<PayerRecurrenceDetail['history'][number]['what'], string> = {
  offered: 'Oferecida por quem cobra',
  authorized: 'Autorizada por você',
  confirmed: 'Confirmada pelo banco de quem cobra',
  rejected: 'Recusada',
  configured: 'Limites mudados',
  cancelled: 'Cancelada',
  expired: 'Terminou',
  other: 'Registrada pelo banco',
}
