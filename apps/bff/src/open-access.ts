import { join } from 'node:path'
import { readPepper } from './access/pepper.ts'
import { createPins } from './access/pins.ts'
import { secrets } from './access/secret.ts'
import type { AccessToApp } from './app.ts'
import type { Deps } from './deps.ts'
import type { Settings } from './env.ts'
import { createIdentify } from './flows/identify.ts'
import type { AccessStore } from './store/access.ts'

/** Who may come in. Throws where the pepper cannot be used. */
export function openAccess(
  settings: Settings,
  access: AccessStore,
  { clock, log }: Pick<Deps, 'clock' | 'log'>,
): AccessToApp {
  const pepper = readPepper(settings.PEPPER_FILE ?? join(settings.DATA_DIR, 'secrets', 'pin.pepper'))
  const deps = { access, clock, log, secrets, pins: createPins(pepper) }
  return {
    deps,
    shop: { name: settings.SHOP_NAME, isSandbox: settings.PSP === 'sandbox' },
    identify: createIdentify(deps, settings.API_KEY),
    isOpen: createOpenness(access, settings),
  }
}

/**
 * The sandbox of somebody who has just come is open, so that everything can be tried at once; it is locked by its set-up, and by an API key.
 * Where the money is real there is no such time.
 */
function createOpenness(access: AccessStore, { PSP, API_KEY }: Settings): () => Promise<boolean> {
  let isLocked = PSP !== 'sandbox' || API_KEY !== undefined
  return async () => {
    isLocked ||= await access.isSetUp()
    return !isLocked
  }
}
