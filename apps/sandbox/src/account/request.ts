import * as z from 'zod'
import { type AccountRefusal, refuse } from './refusal.ts'

/** Bodies of the account provider's calls. Where its guide shows none, the shape is an assumption (docs/pix-automatico.md). */

/** Reais with at most two decimals, as a JSON number, to cents. */
const amount = z
  .number()
  .min(0)
  .max(9_999_999_999.99)
  .refine((value) => /^\d+(\.\d{1,2})?$/.test(String(value)), 'must have at most two decimals')
  .transform((value) => Math.round(value * 100))
const maximum = amount.nullish().transform((value) => value ?? undefined)
const municipalityCode = z
  .string()
  .regex(/^\d{7}$/)
  .nullish()

export const Answer = z.object({
  acceptance: z.boolean(),
  useAccountLimit: z.boolean().nullish(),
  /** `AP13` and `AP14` are all that API Pix knows (RecEncerramento.rejeicao). */
  rejectionCode: z.enum(['AP13', 'AP14']).nullish(),
  maximumValue: maximum,
  municipalityCode,
})

export const Decoding = z.object({ qrCode: z.string().min(1).max(4096) })

export const Activation = z.object({
  recId: z.string().regex(/^[a-zA-Z0-9]{29}$/),
  value: z.object({ recValue: amount.nullish() }).nullish(),
  calendar: z.object({ frequencyType: z.string().nullish() }).nullish(),
  payer: z.object({ municipalityCode }).nullish(),
  activation: z.object({ journey: z.enum(['JOURNEY_2', 'JOURNEY_3', 'JOURNEY_4']) }),
  limits: z.object({ useAccountLimit: z.boolean().nullish(), maximumValue: maximum }).nullish(),
  payment: z.object({ txid: z.string().nullish(), endToEndId: z.string().nullish() }).nullish(),
})

export const Configuration = z.object({
  useAccountLimit: z.boolean().optional(),
  /** Absent leaves it as it is, null takes it away. */
  maximumValue: amount.nullable().optional(),
})

export const NewWithdrawal = z.object({
  externalIdentifier: z.string().regex(/^[a-zA-Z0-9-]{1,64}$/),
  totalAmount: amount.refine((cents) => cents > 0, 'must be more than zero'),
  currency: z.literal('BRL').nullish(),
  withdrawInfo: z.object({
    withdrawType: z.literal('InstantPayment'),
    senderComment: z.string().max(140).nullish(),
    instantPayment: z.object({
      recipient: z.object({
        pspid: z.string(),
        taxIdentifier: z.object({ taxId: z.string() }),
        alias: z.string().nullish(),
        endToEndIdQuery: z.string().nullish(),
      }),
      receiverReconciliationIdentifier: z.string().nullish(),
      qrcodeType: z.enum(['STATIC', 'DYNAMIC']),
    }),
  }),
})

export const Registration = z.object({ callbackAddress: z.url({ protocol: /^https$/ }) })

/** The body in its shape, or a 400 that names every field that is not. */
export function readBody<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> | AccountRefusal {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
  return refuse(400, 'INVALID_REQUEST', faults.join('; '))
}
