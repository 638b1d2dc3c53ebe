import * as z from 'zod/mini'
import { AmountCents } from './charge.ts'
import { Day } from './reconciliation.ts'

/** `RN` or `RR`, the ISPB of whoever made it, the day, and eleven characters: made by the receiver's PSP (Manual de Padrões, idRec). */
export const RecurrenceId = z.string().check(z.regex(/^R[NR][0-9A-Z]{8}\d{8}[a-zA-Z0-9]{11}$/))

/** API Pix `periodicidade`: SEMANAL, MENSAL, TRIMESTRAL, SEMESTRAL, ANUAL. */
export const Frequency = z.enum(['weekly', 'monthly', 'quarterly', 'semiannual', 'annual'])
export type Frequency = z.infer<typeof Frequency>

/** API Pix `politicaRetentativa`: NAO_PERMITE, PERMITE_3R_7D. */
export const RetryPolicy = z.enum(['none', 'three-in-seven-days'])
export type RetryPolicy = z.infer<typeof RetryPolicy>

/** What a payer is asked to agree to, in the receiver's terms. */
export const RecurrenceTerms = z.object({
  /** What it is for (`objeto`), and under which number the receiver has it (`contrato`). */
  object: z.nullable(z.string()),
  contract: z.string(),
  frequency: Frequency,
  firstDay: Day,
  /** null: until somebody cancels it. */
  lastDay: z.nullable(Day),
  /** The same amount every time; null where it varies. */
  fixedCents: z.nullable(AmountCents),
  /** Where it varies: the receiver takes no limit below this one. */
  minimumCents: z.nullable(AmountCents),
  retryPolicy: RetryPolicy,
})
export type RecurrenceTerms = z.infer<typeof RecurrenceTerms>
