import { inSandbox } from '../profile.ts'
import { ailos } from './ailos.ts'
import { bacen } from './bacen.ts'
import { bancoDoBrasil } from './banco-do-brasil.ts'
import { bradesco } from './bradesco.ts'
import { c6 } from './c6.ts'
import { cielo } from './cielo.ts'
import { efi } from './efi.ts'
import { inter } from './inter.ts'
import { itau } from './itau.ts'
import { pagbank } from './pagbank.ts'
import { santander } from './santander.ts'
import { sicoob } from './sicoob.ts'
import { sicredi } from './sicredi.ts'

/** In production; `inSandbox(profiles.itau)` is the same PSP where nothing is paid for. */
export const profiles = {
  bacen,
  cielo,
  cieloSandbox: inSandbox(cielo),
  bancoDoBrasil,
  itau,
  inter,
  sicoob,
  sicredi,
  efi,
  santander,
  bradesco,
  c6,
  ailos,
  pagbank,
} as const
