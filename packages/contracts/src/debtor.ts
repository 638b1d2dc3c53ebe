import * as z from 'zod/mini'
import { OneLine } from './text.ts'

/** Without punctuation: 11 digits of a CPF, or the 14 characters of a CNPJ. */
export const TaxDocument = z
  .string()
  .check(
    z.regex(/^(\d{11}|[0-9A-Z]{12}\d{2})$/, { error: 'must be 11 digits (CPF) or 14 characters (CNPJ)' }),
  )

/** Whom a recurrence is offered to, or a charge with a due date is addressed to. */
export const Debtor = z.strictObject({
  name: OneLine(140).check(z.refine((text) => text.trim() !== '', { error: 'must not be empty' })),
  document: TaxDocument,
})
export type Debtor = z.infer<typeof Debtor>
