import { invalidRequest } from '../errors.ts'
import { plainWord } from '../reading.ts'

/** Our words beside the standard's. What a PSP says beyond them is `undetermined`: its enums may grow. */

/** API Pix 2.9.0, RecBase `periodicidade`. */
export const frequencies = {
  weekly: 'SEMANAL',
  monthly: 'MENSAL',
  quarterly: 'TRIMESTRAL',
  semiannual: 'SEMESTRAL',
  annual: 'ANUAL',
} as const
export type Frequency = keyof typeof frequencies

/** API Pix 2.9.0, RecConfiguracao: after the due date not at all, or up to 3 times on different days within 7. */
export const retryPolicies = { none: 'NAO_PERMITE', 'three-in-seven-days': 'PERMITE_3R_7D' } as const
export type RetryPolicy = keyof typeof retryPolicies

/** API Pix 2.9.0, RecStatus. From created to any other, and from approved to cancelled or, after its last day, expired. */
export const recStatuses = {
  created: 'CRIADA',
  approved: 'APROVADA',
  rejected: 'REJEITADA',
  expired: 'EXPIRADA',
  cancelled: 'CANCELADA',
} as const
export type RecStatus = keyof typeof recStatuses

/** API Pix 2.9.0, SolicRecStatus. Only the first three may still be cancelled. */
export const requestStatuses = {
  created: 'CRIADA',
  sent: 'ENVIADA',
  received: 'RECEBIDA',
  rejected: 'REJEITADA',
  accepted: 'ACEITA',
  expired: 'EXPIRADA',
  cancelled: 'CANCELADA',
} as const
export type RecRequestStatus = keyof typeof requestStatuses

/** API Pix 2.9.0, CobRStatus. */
export const cobrStatuses = {
  created: 'CRIADA',
  active: 'ATIVA',
  concluded: 'CONCLUIDA',
  expired: 'EXPIRADA',
  rejected: 'REJEITADA',
  cancelled: 'CANCELADA',
} as const
export type CobrStatus = keyof typeof cobrStatuses

/** API Pix 2.9.0, CobRTentativas `status`. */
export const tryStatuses = {
  requested: 'SOLICITADA',
  scheduled: 'AGENDADA',
  paid: 'PAGA',
  cancelled: 'CANCELADA',
  rejected: 'REJEITADA',
  expired: 'EXPIRADA',
} as const
export type TryStatus = keyof typeof tryStatuses

/** API Pix 2.9.0, CobRTentativas `tipo`: as scheduled, a new try after the due date, and a second one on the same day. */
export const tryKinds = { scheduled: 'AGND', 'after-due-date': 'NTAG', 'same-day': 'RIFL' } as const
export type TryKind = keyof typeof tryKinds

/** API Pix 2.9.0, DadosBancariosRecebedor. */
export const accountTypes = { checking: 'CORRENTE', savings: 'POUPANCA', payment: 'PAGAMENTO' } as const
export type AccountType = keyof typeof accountTypes

/** API Pix 2.9.0, `cancelamento.solicitante`. */
export const requesters = {
  'payer-psp': 'PSP_PAGADOR',
  payer: 'USUARIO_PAGADOR',
  'receiver-psp': 'PSP_RECEBEDOR',
  receiver: 'USUARIO_RECEBEDOR',
} as const
export type Requester = keyof typeof requesters

/** How the payer came to agree, or that it is not known yet. */
export type RecJourney = 1 | 2 | 3 | 4 | 'awaited' | 'undetermined'

/** API Pix 2.9.0, RecAtivacao `tipoJornada` and RecCompleta `dadosQR.jornada`. */
export function readJourney(value: unknown): RecJourney {
  switch (typeof value === 'string' ? plainWord(value) : '') {
    case 'JORNADA_1':
      return 1
    case 'JORNADA_2':
      return 2
    case 'JORNADA_3':
      return 3
    case 'JORNADA_4':
      return 4
    case 'AGUARDANDO_DEFINICAO':
      return 'awaited'
    default:
      return 'undetermined'
  }
}

export function writeWord<Word extends string>(
  field: string,
  words: Readonly<Record<Word, string>>,
  word: Word,
): string {
  const written = Object.hasOwn(words, word) ? words[word] : undefined
  if (written === undefined) throw invalidRequest(field, `one of ${Object.keys(words).join(', ')}`)
  return written
}

/** Without regard to case and accents: the standard's own examples have POUPANÇA. */
export function readWord<Word extends string>(
  words: Readonly<Record<Word, string>>,
  value: unknown,
): Word | 'undetermined' {
  const plain = typeof value === 'string' ? plainWord(value) : ''
  return (Object.keys(words) as Word[]).find((word) => words[word] === plain) ?? 'undetermined'
}
