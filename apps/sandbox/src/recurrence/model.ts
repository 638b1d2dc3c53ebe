import type { Debtor } from '../charge.ts'
import type { Day } from '../days.ts'

/** Pix Automático as who receives registers it (API Pix 2.9.0, tags Rec, SolicRec and CobR). Times are in ms. */

export const recStatuses = ['CRIADA', 'APROVADA', 'REJEITADA', 'EXPIRADA', 'CANCELADA'] as const
export type RecStatus = (typeof recStatuses)[number]

export const frequencies = ['SEMANAL', 'MENSAL', 'TRIMESTRAL', 'SEMESTRAL', 'ANUAL'] as const
export type Frequency = (typeof frequencies)[number]

/** `PERMITE_3R_7D`: three more tries within seven days of the first. */
export const retryPolicies = ['NAO_PERMITE', 'PERMITE_3R_7D'] as const
export type RetryPolicy = (typeof retryPolicies)[number]

/** The number of the journey by which the payer came to authorise. */
export type Journey = 1 | 2 | 3 | 4

/** One line of `atualizacao`. */
export type Update<Status> = { status: Status; at: number }

/** `encerramento`: by whom it was ended, or why it was refused. */
export type Ending =
  | { rejeicao: { codigo: string; descricao: string } }
  | {
      cancelamento: {
        solicitante: 'PSP_PAGADOR' | 'USUARIO_PAGADOR' | 'PSP_RECEBEDOR' | 'USUARIO_RECEBEDOR'
        codigo: string
        descricao: string
      }
    }

export type RecFields = {
  vinculo: { contrato: string; objeto?: string; devedor: Debtor }
  calendario: { dataInicial: Day; dataFinal?: Day; periodicidade: Frequency }
  /** A fixed amount, or the least that the payer's maximum may be; neither where the amount varies freely. */
  valor?: { valorRec?: string; valorMinimoRecebedor?: string }
  politicaRetentativa: RetryPolicy
  convenio?: string
}

/** Everything here that changes by itself says when it does so next. */
type Timed = { nextAt?: number }

export type Rec = Timed & {
  idRec: string
  createdAt: number
  status: RecStatus
  updates: Update<RecStatus>[]
  fields: RecFields
  /** Absent once DELETE /locrec/{id}/idRec has taken it off its location. */
  locId?: number
  /** Absent until it is authorised. */
  journey?: Journey
  /** Of journey 3: the immediate charge that is paid in the same consent. */
  firstTxid?: string
  ending?: Ending
}

/** `location` is host and path without scheme; `token` its last segment. */
export type RecLoc = { id: number; token: string; location: string; createdAt: number; idRec?: string }

export type SolicRecStatus =
  | 'CRIADA'
  | 'ENVIADA'
  | 'RECEBIDA'
  | 'REJEITADA'
  | 'ACEITA'
  | 'EXPIRADA'
  | 'CANCELADA'

/** Journey 1: a proposal pushed to the account of a payer. */
export type SolicRec = Timed & {
  idSolicRec: string
  idRec: string
  createdAt: number
  expiresAt: number
  status: SolicRecStatus
  updates: Update<SolicRecStatus>[]
  recipient: Recipient
  /** Once it has arrived at an account of this box: what the payer's side calls it. */
  received?: { accountId: string; aggregateId: string; statusAckId: string; at: number }
  /** What the payer has said; the receiver learns of it a moment later. */
  answer?: { status: 'ACCEPTED' | 'REJECTED'; at: number }
}
export type Recipient = { conta: string; agencia?: string; ispbParticipante: string } & (
  | { cpf: string }
  | { cnpj: string }
)

export const cobrStatuses = ['CRIADA', 'ATIVA', 'CONCLUIDA', 'EXPIRADA', 'REJEITADA', 'CANCELADA'] as const
export type CobRStatus = (typeof cobrStatuses)[number]
export type AttemptStatus = 'SOLICITADA' | 'AGENDADA' | 'PAGA' | 'CANCELADA' | 'REJEITADA' | 'EXPIRADA'

export type CobRFields = {
  calendario: { dataDeVencimento: Day }
  valor: { original: string }
  /** The settlement moves to the next business day when the due date is none. */
  ajusteDiaUtil: boolean
  recebedor: { conta: string; tipoConta: 'CORRENTE' | 'POUPANCA' | 'PAGAMENTO'; agencia?: string }
  infoAdicional?: string
  devedor?: { email?: string; logradouro?: string; cidade?: string; uf?: string; cep?: string }
}

/** One try to settle: `AGND` is the scheduled one, `NTAG` one that was asked for after it had failed. */
export type Attempt = {
  day: Day
  tipo: 'AGND' | 'NTAG'
  endToEndId: string
  status: AttemptStatus
  updates: Update<AttemptStatus>[]
  rejeicao?: { codigo: string; descricao: string }
}

export type CobR = Timed & {
  /** Of the last change that was told. */
  changedAt: number
  txid: string
  idRec: string
  createdAt: number
  status: CobRStatus
  updates: Update<CobRStatus>[]
  fields: CobRFields
  attempts: Attempt[]
  ending?: Ending
  /** endToEndId of the Pix that paid it. */
  pix: string[]
}
