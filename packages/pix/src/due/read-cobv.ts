import { type Party, readParty } from '../debtor.ts'
import { type Charge, chargeFrom } from '../read-cob.ts'
import { readMap, readOptionalInteger } from '../reading.ts'
import { type CalendarDate, readDate } from './calendar-date.ts'
import { readTerms } from './read-terms.ts'
import type { Terms } from './terms.ts'

/**
 * A charge with a due date as the PSP has it (API Pix 2.9.0, CobVGerada and CobVCompleta). Its amount on a given day
 * is `amountDue`.
 */
export type Cobv = Charge &
  Terms & {
    dueDate: CalendarDate
    /** The standard's 30 where the PSP gives none. */
    validDaysAfterDue: number
    /** `recebedor`, the creditor. */
    receiver?: Party
  }

export function cobvFrom(value: unknown, at: string, fields?: readonly string[]): Cobv {
  const wire = readMap(value, at)
  const calendar = readMap(wire.calendario, `${at}.calendario`)
  const receiver = readParty(wire.recebedor)
  const validity = `${at}.calendario.validadeAposVencimento`
  return {
    ...chargeFrom(wire, at, fields),
    dueDate: readDate(calendar.dataDeVencimento, `${at}.calendario.dataDeVencimento`),
    validDaysAfterDue: readOptionalInteger(calendar.validadeAposVencimento, validity, 0) ?? 30,
    ...readTerms(readMap(wire.valor, `${at}.valor`), `${at}.valor`),
    ...(receiver !== undefined && { receiver }),
  }
}
