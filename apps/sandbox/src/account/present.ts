import type { Debtor } from '../charge.ts'
import type { CobR, Rec, SolicRec } from '../recurrence/model.ts'
import { providerIspb, receiverIspb } from '../recurrence/registry.ts'
import { cents, iso } from '../wire-values.ts'
import type { World } from '../world.ts'
import type { Authorization, History, PayerAccount } from './model.ts'

/** How the payer's account provider writes: English, amounts as numbers, most times in ms, absent things as null. */

/** Cents as a number of reais; so few digits are written back as they are. */
export const reais = (amountCents: number): number => Number((amountCents / 100).toFixed(2))
const optionalReais = (valor: string | undefined) => (valor === undefined ? null : reais(cents(valor)))

const frequencyTypes = {
  SEMANAL: 'WEEK',
  MENSAL: 'MNTH',
  TRIMESTRAL: 'QURT',
  SEMESTRAL: 'MIAN',
  ANUAL: 'YEAR',
} as const
const retryPolicies = { NAO_PERMITE: 'NOT_ALLOWED', PERMITE_3R_7D: 'ALLOWED_3R_7D' } as const

/** What is agreed to, in every shape that carries it. */
export function termsJson({ merchant }: World, { idRec, fields }: Rec) {
  const { vinculo, calendario, valor, politicaRetentativa } = fields
  return {
    recId: idRec,
    contractLink: {
      contract: vinculo.contrato,
      debtor: debtorJson(vinculo.devedor),
      object: vinculo.objeto ?? null,
    },
    calendar: {
      initialDate: calendario.dataInicial,
      finalDate: calendario.dataFinal ?? null,
      frequencyType: frequencyTypes[calendario.periodicidade],
    },
    value: {
      recValue: optionalReais(valor?.valorRec),
      receiverMinimumValue: optionalReais(valor?.valorMinimoRecebedor),
    },
    receiver: { cnpj: merchant.cnpj, name: merchant.name, participantIspb: receiverIspb },
    retryPolicy: retryPolicies[politicaRetentativa],
  }
}

const debtorJson = (debtor: Debtor) => ({
  name: debtor.nome,
  taxDocument: 'cpf' in debtor ? { type: 'CPF', number: debtor.cpf } : { type: 'CNPJ', number: debtor.cnpj },
})

/** Without its zone, as the provider writes it there and nowhere else; the time is in UTC. */
const withoutZone = (ms: number) => iso(ms).slice(0, -1)

/** The proposal as it was sent: JSON inside a JSON string. */
export const recPayloadText = (world: World, rec: Rec): string =>
  JSON.stringify({
    ...termsJson(world, rec),
    updates: [{ status: 'CREATED', datetime: withoutZone(rec.createdAt) }],
    creationDateTime: withoutZone(rec.createdAt),
  })

const nothingCancelled = {
  id: null,
  createdAt: null,
  requester: null,
  code: null,
  description: null,
  requesterTaxId: null,
  statusAckId: null,
}

const requestStatuses = {
  CRIADA: 'RECEIVED',
  ENVIADA: 'RECEIVED',
  RECEBIDA: 'RECEIVED',
  REJEITADA: 'REJECTED',
  ACEITA: 'ACCEPTED',
  EXPIRADA: 'EXPIRED',
  CANCELADA: 'CANCELED',
} as const

/** A proposal, in the list and as the event that tells of it. Undefined until it has arrived. */
export function requestJson(world: World, request: SolicRec): object | undefined {
  const { received, answer } = request
  const rec = world.registry.rec.get(request.idRec)
  const account = received && world.registry.accounts.get(received.accountId)
  if (!received || !rec || !account) return undefined
  const waits = request.status === 'RECEBIDA'
  return {
    requestRecId: request.idSolicRec,
    recId: request.idRec,
    aggregateId: received.aggregateId,
    createdAt: received.at,
    updatedAt: Math.max(answer?.at ?? 0, request.updates.at(-1)?.at ?? received.at),
    cancellation: nothingCancelled,
    status: answer && waits ? answer.status : requestStatuses[request.status],
    integrationStatus: waits ? (answer ? 'SENDING_APPROVAL' : 'SENDING_RECEIVING_CONFIRMATION') : 'APPROVED',
    expirationDate: request.expiresAt,
    recipient: {
      account: { branch: account.branch, number: account.number },
      taxDocument: account.document,
      participantIspb: providerIspb,
    },
    recPayload: recPayloadText(world, rec),
    statusAckId: received.statusAckId,
    accountId: account.id,
    mediatorId: account.mediatorId,
  }
}

const limitsJson = ({
  useAccountLimit,
  maximumCents,
}: Pick<History, 'useAccountLimit' | 'maximumCents'>) => ({
  useAccountLimit,
  maximumValue: maximumCents === undefined ? null : reais(maximumCents),
})

/** A recurrence as this payer has it, in the list and as the event that tells of a change. */
export function recurrenceJson(world: World, one: Authorization): object | undefined {
  const rec = world.registry.rec.get(one.recId)
  const account = world.registry.accounts.get(one.accountId)
  if (!rec || !account) return undefined
  const { recId, ...terms } = termsJson(world, rec)
  return {
    recId,
    createdAt: one.createdAt,
    updatedAt: one.updatedAt,
    aggregateId: one.aggregateId,
    creationDateTime: rec.createdAt,
    ...terms,
    payer: payerJson(account, one),
    status: one.status,
    integrationStatus: one.integrationStatus,
    activation: { journey: `JOURNEY_${one.journey}`, journeyDateTime: one.createdAt },
    authorization: {
      id: one.id,
      createdAt: one.createdAt,
      updatedAt: one.createdAt,
      acceptance: one.rejectionCode === undefined,
      rejectionCode: one.rejectionCode ?? null,
      statusAckId: one.statusAckId ?? null,
      elapsedTime: one.elapsedMs === undefined ? null : String(one.elapsedMs),
      flow: one.elapsedMs === undefined ? null : 'EXTERNAL',
    },
    limits: limitsJson(one),
    cancellation: one.cancellation ?? nothingCancelled,
    accountId: one.accountId,
    mediatorId: account.mediatorId,
  }
}

const payerJson = (account: PayerAccount, { municipalityCode }: Authorization) => ({
  taxDocument: account.document,
  participantIspb: providerIspb,
  account: { number: account.number, branch: account.branch },
  municipalityCode: municipalityCode ?? null,
  name: account.name,
})

/** One line of the history of a recurrence. */
export const historyJson = (line: History) => ({
  type: line.type,
  createdAt: line.at,
  status: line.status,
  integrationStatus: line.integrationStatus,
  limits: limitsJson(line),
})

const billingStatuses = {
  SOLICITADA: 'SCHEDULED',
  AGENDADA: 'SCHEDULED',
  PAGA: 'PAID',
  REJEITADA: 'REJECTED',
  EXPIRADA: 'EXPIRED',
  CANCELADA: 'CANCELED',
} as const

/** A charge of a recurrence, from the day on which it is scheduled; undefined before. */
export function billingJson(world: World, cobr: CobR): object | undefined {
  const last = cobr.attempts.at(-1)
  const authorization = world.registry.authorization.get(cobr.idRec)
  if (!authorization || !last) return undefined
  const { merchant } = world
  const cancelled = cobr.ending && 'cancelamento' in cobr.ending ? cobr.ending.cancelamento : undefined
  return {
    txid: cobr.txid,
    recId: cobr.idRec,
    status: cobr.status === 'CANCELADA' ? 'CANCELED' : billingStatuses[last.status],
    value: reais(cents(cobr.fields.valor.original)),
    dueDate: cobr.fields.calendario.dataDeVencimento,
    scheduledDate: last.day,
    createdAt: cobr.attempts[0]?.updates[0]?.at ?? cobr.createdAt,
    updatedAt: cobr.changedAt,
    endToEndId: cobr.pix[0] ?? null,
    receiver: { cnpj: merchant.cnpj, name: merchant.name, participantIspb: receiverIspb },
    rejection: last.rejeicao ? { code: last.rejeicao.codigo, description: last.rejeicao.descricao } : null,
    cancellation: cancelled
      ? {
          ...nothingCancelled,
          createdAt: cobr.changedAt,
          requester: cancelled.solicitante === 'USUARIO_PAGADOR' ? 'PAYER' : 'RECEIVER',
          code: cancelled.codigo,
          description: cancelled.descricao,
        }
      : nothingCancelled,
    accountId: authorization.accountId,
  }
}
