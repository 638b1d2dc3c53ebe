import type { Settings } from '../env.ts'
import { SettingFault } from '../wire/setting-fault.ts'
import type { PspConnection } from './connection.ts'
import { realConnection } from './real-connection.ts'
import { sandboxConnection } from './sandbox-connection.ts'

/** @throws {SettingFault} for settings that do not go together. Files are read later, by `read`. */
export function connectionOf(settings: Settings): PspConnection {
  if (settings.PSP !== 'sandbox') return realConnection(settings)
  // Somebody who has a bank's credentials means to be paid, and sales at the sandbox would look as if they were.
  const stray = Object.keys(settings).filter((name) => /^(PSP_|WEBHOOK_(URL|CERT|KEY|CLIENT))/.test(name))
  if (stray.length > 0) throw new SettingFault('stray', stray.join(', '))
  return sandboxConnection(settings)
}
