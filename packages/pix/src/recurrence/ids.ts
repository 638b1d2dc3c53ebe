import { invalidRequest } from '../errors.ts'
import { checkText } from '../path.ts'
import { readText } from '../reading.ts'

/** API Pix 2.9.0, RecId: `RN` without and `RR` with tries after the due date, an ISPB, the day, and 11 more. Made by the PSP. */
export const checkIdRec = (idRec: string): string =>
  check('idRec', idRec, /^R[RN][0-9A-Z]{8}\d{8}[a-zA-Z0-9]{11}$/)

/** API Pix 2.9.0, SolicRecId. */
export const checkIdSolicRec = (idSolicRec: string): string =>
  check('idSolicRec', idSolicRec, /^SC[0-9A-Z]{8}\d{8}[a-zA-Z0-9]{11}$/)

export const checkIspb = (field: string, ispb: string): string => check(field, ispb, /^[0-9A-Z]{8}$/)

/** The numbers of a branch and of an account, as far as the standard goes: digits, or a letter for a check digit. */
export const checkBankNumber = (field: string, number: string, longest: number): string =>
  check(field, number, new RegExp(`^[0-9A-Za-z-]{1,${longest}}$`))

/** API Pix 2.9.0, `convenio`: an agreement between the receiver and its PSP. */
export const checkAgreement = (agreement: string | undefined): string | undefined =>
  agreement === undefined ? undefined : checkText('agreement', agreement, 60)

function check(field: string, value: string, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value))
    throw invalidRequest(field, `must match ${pattern.source}`)
  return value
}

/** As read: what makes a path. */
export const readId = (value: unknown, at: string): string => readText(value, at, /^[a-zA-Z0-9]{1,64}$/)
