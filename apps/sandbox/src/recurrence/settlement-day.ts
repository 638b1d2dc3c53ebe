import { businessDayFrom, type Day } from '../days.ts'
import type { CobRFields } from './model.ts'

/** The day on which a charge is to be settled first: the due date, or with `ajusteDiaUtil` the business day from there. */
export const settlementDay = ({ calendario, ajusteDiaUtil }: CobRFields): Day =>
  ajusteDiaUtil ? businessDayFrom(calendario.dataDeVencimento) : calendario.dataDeVencimento
