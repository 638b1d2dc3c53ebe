import { SettingsError } from './env.ts'
import { claimLedger } from './flows/claim-ledger.ts'
import type { Store } from './store/store.ts'

/** @throws SettingsError where the ledger belongs to another PSP, and says what to do. */
export async function refuseOtherPsp(
  store: Store,
  psp: string,
  environment: 'production' | 'sandbox',
): Promise<void> {
  const claimed = await claimLedger(store, { psp, environment })
  if (claimed.kind === 'claimed') return
  const { before } = claimed
  const whose = `The start is refused: this ledger belongs to PSP=${before.psp} (${before.environment}), and PSP=${psp} (${environment}) knows none of its charges.`
  throw new SettingsError(
    claimed.kind === 'other-money'
      ? `${whose} Play money and real money are kept apart: choose another DATA_DIR or DATABASE_URL.`
      : `${whose} ${claimed.charges} charges and ${claimed.refunds} refunds are open: start with PSP=${before.psp} until they are finished.`,
  )
}
