import { ailos } from './ailos.ts'
import { bacen } from './bacen.ts'
import { bancoDoBrasil } from './banco-do-brasil.ts'
import { bradesco } from './bradesco.ts'
import { c6 } from './c6.ts'
import { cielo } from './cielo.ts'
import { efi } from './efi.ts'
import { inter } from './inter.ts'
import { itau } from './itau.ts'
import type { Manners } from './manners.ts'
import { pagbank } from './pagbank.ts'
import { sandbox } from './sandbox.ts'
import { santander } from './santander.ts'
import { sicoob } from './sicoob.ts'
import { sicredi } from './sicredi.ts'

/** By the names that SANDBOX_MANNERS takes; `sandbox` unless it says another. */
export const mannersByName = {
  sandbox,
  bacen,
  cielo,
  'banco-do-brasil': bancoDoBrasil,
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
} as const satisfies Record<string, Manners>

export type MannersName = keyof typeof mannersByName
export const mannersNames = Object.keys(mannersByName) as [MannersName, ...MannersName[]]
