import type { PspProfile } from '@balcao/pix'
import type { CredentialSource } from './credentials.ts'
import type { ReceivingAccount } from './recurrences.ts'

/** Which PSP, how it is spoken to, and as whom: everything that differs from one shop to another, as data. */
export type PspConnection = CredentialSource & {
  name: string
  environment: 'production' | 'sandbox'
  profile: PspProfile
  /** What the profile needs (`needs`) and only the shop knows. */
  settings: Readonly<Record<string, string>>
  /** Where the money of Pix Automático goes; undefined where nothing is charged by it. */
  account: ReceivingAccount | undefined
}
