import type { Charge } from '@balcao/contracts'
import { useEffect } from 'react'
import type { AudibleScreen } from '../../shell/device.ts'
import { useLater } from '../../shell/use-later.ts'

const loadAnnounce = () => import('./announce.ts')

/** Rings and speaks. Both come after the first picture, since no screen opens with a payment. Undefined until then. */
export function useAnnounce(screen: AudibleScreen) {
  const loaded = useLater(loadAnnounce)
  useEffect(() => void loaded?.prepareVoice(screen), [loaded, screen])
  return loaded?.announcePaid
}

/** Tells of money that has come on a screen that shows one sale at a time. A later version of the same sale, a refund say, is silent. */
export function useAnnouncePaid(screen: AudibleScreen, paid: Charge | undefined) {
  const announce = useAnnounce(screen)
  const txid = paid?.txid
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another sale that is news, not another version of it
  useEffect(() => {
    if (paid) announce?.(screen, [paid])
  }, [announce, screen, txid])
}
