import * as z from 'zod'
import { problemNames } from './problem.ts'
import { usualMessageMs } from './recurrence/agenda.ts'

/** Every call that a rule can name. `webhook` is one attempt at a delivery, which `*` does not include. */
const operations = [
  'token',
  'putCob',
  'postCob',
  'patchCob',
  'getCob',
  'listCob',
  'putCobV',
  'patchCobV',
  'getCobV',
  'listCobV',
  'postLoc',
  'getLoc',
  'listLoc',
  'deleteLocTxid',
  'getPix',
  'listPix',
  'putRefund',
  'getRefund',
  'putWebhook',
  'getWebhook',
  'deleteWebhook',
  'listWebhook',
  'getPayload',
  'getCobVPayload',
  'getJwks',
  'getRecPayload',
  'postLocRec',
  'getLocRec',
  'listLocRec',
  'deleteLocRecIdRec',
  'postRec',
  'patchRec',
  'getRec',
  'listRec',
  'postSolicRec',
  'patchSolicRec',
  'getSolicRec',
  'putCobR',
  'postCobR',
  'patchCobR',
  'getCobR',
  'listCobR',
  'retryCobR',
  'putWebhookRec',
  'getWebhookRec',
  'deleteWebhookRec',
  'putWebhookCobR',
  'getWebhookCobR',
  'deleteWebhookCobR',
  'accountToken',
  'decodeQrCode',
  'answerRequest',
  'getRequest',
  'listRequests',
  'withdraw',
  'activateRecurrence',
  'configureRecurrence',
  'cancelRecurrence',
  'getRecurrence',
  'listRecurrences',
  'listHistories',
  'listBillings',
  'cancelBilling',
  'putAccountWebhook',
  'getAccountWebhook',
  'deleteAccountWebhook',
] as const
export type Operation = (typeof operations)[number]

const ms = z.int().min(0).max(3_600_000)
const chance = z.number().min(0).max(1)

/** One thing that goes wrong. What is absent goes as usual. Described in the README, in the order of the table. */
const Rule = z.strictObject({
  match: z
    .strictObject({
      operation: z.enum([...operations, 'webhook', '*']).default('*'),
      /** The whole txid, or how it begins. */
      txid: z.string().min(1).optional(),
      /** Of a list, the start of its window as it is asked for, or how that begins. */
      inicio: z.string().min(1).optional(),
    })
    .default({ operation: '*' }),
  times: z.int().min(1).optional(),
  probability: chance.optional(),
  delayMs: ms.optional(),
  dropRequest: z.literal(true).optional(),
  revokeToken: z.literal(true).optional(),
  notFoundForMs: ms.optional(),
  redirect: z.string().min(1).optional(),
  status: z.int().min(200).max(599).optional(),
  problem: z.union([z.enum(problemNames), z.record(z.string(), z.unknown())]).optional(),
  headers: z
    .record(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/), z.string().regex(/^[\t\x20-\x7e]*$/))
    .optional(),
  body: z
    .union([
      z.string(),
      z.strictObject({
        text: z.string(),
        contentType: z
          .string()
          .regex(/^[\x20-\x7e]+$/)
          .optional(),
      }),
    ])
    .optional(),
  delayResponseMs: ms.optional(),
  rewrite: z.record(z.string(), z.unknown()).optional(),
  applyThenFail: z.literal(true).optional(),
  dropResponse: z.literal(true).optional(),
  truncateAfterBytes: z.int().min(0).optional(),
  dripBytesPerSecond: z.number().positive().optional(),
  endless: z.literal(true).optional(),
})
export type Rule = z.infer<typeof Rule>

const WebhookFaults = z.strictObject({
  drop: z.union([z.boolean(), chance]).default(false),
  delayMs: ms.default(0),
  duplicate: z.int().min(0).max(1000).default(0),
  reorder: z.boolean().default(false),
  batchMs: ms.default(0),
  forge: z.enum(['endToEndId', 'valor', 'txid']).optional(),
  handshake: z.boolean().default(true),
  /** Pauses between the tries of one delivery: seconds first, then minutes; eight tries in all, as Woovi makes. */
  retryMs: z.array(ms).max(20).default([1_000, 3_000, 10_000, 30_000, 60_000, 120_000, 300_000]),
})
export type WebhookFaults = z.infer<typeof WebhookFaults>

const RefundFaults = z.strictObject({
  settleAfterMs: ms.nullable().default(300),
  outcome: z.enum(['DEVOLVIDO', 'NAO_REALIZADO']).default('DEVOLVIDO'),
})

const RecurrenceFaults = z.strictObject({ messageMs: ms.default(usualMessageMs) })

export const Script = z.strictObject({
  rules: z.array(Rule).max(1000).default([]),
  webhook: WebhookFaults.prefault({}),
  refund: RefundFaults.prefault({}),
  recurrence: RecurrenceFaults.prefault({}),
  latencyMs: ms.default(0),
})
export type Script = z.infer<typeof Script>

/** The script in force and how often each of its rules has struck. Not kept over a restart: turning off is the way out. */
export type Faults = { script: Script; struck: number[] }

export const noFaults = (): Faults => ({ script: Script.parse({}), struck: [] })

/** What a call must look like for a rule to strike it. */
export type Occasion = {
  operation: Operation | 'webhook'
  txids: readonly string[]
  /** Of a list, the start of its window. */
  inicio?: string
  /** Age of the charge that is asked for, for `notFoundForMs`; absent where there is none. */
  ageMs?: number
}

/** The first rule that fits strikes, alone, and one of its `times` is used up. */
export function strike({ script, struck }: Faults, occasion: Occasion, dice: () => number): Rule | undefined {
  const index = script.rules.findIndex((rule, position) => {
    const { operation, txid, inicio } = rule.match
    if (operation === '*' ? occasion.operation === 'webhook' : operation !== occasion.operation) return false
    if (txid !== undefined && !occasion.txids.some((one) => one.startsWith(txid))) return false
    if (inicio !== undefined && !occasion.inicio?.startsWith(inicio)) return false
    if (rule.times !== undefined && (struck[position] ?? 0) >= rule.times) return false
    if (
      rule.notFoundForMs !== undefined &&
      (occasion.ageMs ?? Number.POSITIVE_INFINITY) >= rule.notFoundForMs
    )
      return false
    return rule.probability === undefined || dice() < rule.probability
  })
  if (index < 0) return undefined
  struck[index] = (struck[index] ?? 0) + 1
  return script.rules[index]
}
