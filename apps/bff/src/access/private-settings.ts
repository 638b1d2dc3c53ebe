import type { Settings } from '../env.ts'
import { needPrivate } from './private-file.ts'

/** The settings that name a file with a secret in it. */
const secretFiles = [
  'PSP_CLIENT_SECRET_FILE',
  'PSP_KEY',
  'PSP_PFX',
  'PSP_PFX_PASSPHRASE_FILE',
  'WEBHOOK_KEY',
] as const satisfies readonly (keyof Settings)[]

/** Throws, by the name of the setting, where others on this machine can read what is the shop's alone. */
export function needPrivateSettings(settings: Settings): void {
  for (const setting of secretFiles) {
    const path = settings[setting]
    if (path !== undefined) needPrivate(setting, path)
  }
}
