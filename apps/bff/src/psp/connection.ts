import type { PspProfile } from '@balcao/pix'
import type { Settings } from '../env.ts'
import { SettingFault } from '../wire/setting-fault.ts'
import type { CredentialSource } from './credentials.ts'
import { realConnection } from './real-connection.ts'
import type { ReceivingAccount } from './recurrences.ts'
import { sandboxConnection } from './sandbox-connection.ts'

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

/** @throws {SettingFault} for settings that do not go together. Files are read later, by `read`. */
export function connectionOf(settings: Settings): PspConnection {
  if (settings.PSP !== 'sandbox') return realConnection(settings)
  // Somebody who has a bank's credentials means to be paid, and sales at the sandbox would look as if they were.
  const stray = Object.keys(settings).filter((name) => /^(PSP_|WEBHOOK_(URL|CERT|KEY|CLIENT))/.test(name))
  if (stray.length > 0) throw new SettingFault('stray', stray.join(', '))
  return sandboxConnection(settings)
}
