import { join } from 'node:path'
import { readPepper } from './access/pepper.ts'
import { createPins } from './access/pins.ts'
import { secrets } from './access/secret.ts'
import type { AccessToApp } from './app.ts'
import type { Deps } from './deps.ts'
import type { Settings } from './env.ts'
import { createIdentify } from './flows/identify.ts'
import { createReceiptAddresses } from './flows/receipt-address.ts'
import type { ScreenTls } from './https/screen-tls.ts'
import type { Bank } from './routes/set-up.ts'
import type { AccessStore } from './store/access.ts'

/** Who may come in. Throws where the pepper cannot be used. */
export function openAccess(
  settings: Settings,
  access: AccessStore,
  { clock, log }: Pick<Deps, 'clock' | 'log'>,
  bank: Bank,
  tls: ScreenTls | undefined,
): AccessToApp {
  const pepper = readPepper(settings.PEPPER_FILE ?? join(settings.DATA_DIR, 'secrets', 'pin.pepper'))
  const deps = { access, clock, log, secrets, pins: createPins(pepper) }
  return {
    deps,
    isSandbox: settings.PSP === 'sandbox',
    bank,
    isOwnName: (host) => tls?.isName(host) ?? false,
    authority: tls?.authority,
    identify: createIdentify(deps, settings.API_KEY),
    receipts: createReceiptAddresses(pepper, settings.PUBLIC_URL),
  }
}
