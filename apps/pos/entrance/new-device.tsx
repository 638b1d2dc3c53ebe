import type { DeviceKind } from '@balcao/contracts'
import { Banner, Button, QrCode } from '@balcao/ui'
import { useEffect } from 'react'
import { groupCode } from '../checkout/pairing-code.ts'
import { pairingWords } from '../checkout/words/entrance.ts'
import styles from './new-device.module.css'
import { claimAddress } from './read-code.ts'
import { usePairing } from './use-pairing.ts'

interface NewDeviceProps {
  kind: DeviceKind
  onPaired: (terminalId: string) => void
  /** Begins anew, with nothing left of what was here before. */
  onAgain: () => void
  onOtherWay: () => void
}

/** What a device shows that wants to be one of the shop's: its code, then the two digits that prove whose code was typed. */
export function NewDevice({ kind, onPaired, onAgain, onOtherWay }: NewDeviceProps) {
  const now = usePairing(kind)
  const terminalId = now.kind === 'paired' ? now.terminalId : undefined
  useEffect(() => {
    if (terminalId !== undefined) onPaired(terminalId)
  })
  const code = now.kind === 'waiting' || now.kind === 'claimed' ? now.code : undefined
  return (
    <section className={styles.device} aria-labelledby="new-device">
      <div className={styles.sides}>
        <div className={styles.words}>
          <h1 id="new-device" className={styles.title}>
            {pairingWords.title(kind)}
          </h1>
          {/* One region, from the first moment on, for whatever becomes of the pairing (WCAG 2.2, 4.1.3). */}
          <div role="status" className={styles.status}>
            {now.kind === 'beginning' || now.kind === 'paired' ? <p>{pairingWords.begin}</p> : null}
            {now.kind === 'waiting' ? (
              <>
                <p>{pairingWords.advice(`${location.host}/entrar/`)}</p>
                <p className={styles.code}>{groupCode(now.code)}</p>
                <p className={styles.life}>{pairingWords.life}</p>
              </>
            ) : null}
            {now.kind === 'claimed' ? (
              <>
                <p>{pairingWords.compare}</p>
                <p className={styles.code}>{now.check}</p>
                <p className={styles.life}>{pairingWords.compareAdvice}</p>
              </>
            ) : null}
            {now.kind === 'over' ? (
              <Banner
                tone="attention"
                title={pairingWords.over}
                action={{ label: pairingWords.again, onPress: onAgain }}
              >
                {pairingWords.overAdvice}
              </Banner>
            ) : null}
            {now.kind === 'failed' ? (
              <Banner
                tone="danger"
                title={now.words}
                action={{ label: pairingWords.again, onPress: onAgain }}
              />
            ) : null}
          </div>
          <div className={styles.otherWay}>
            <Button kind="quiet" onClick={onOtherWay}>
              {pairingWords.otherWay}
            </Button>
          </div>
        </div>
        {code !== undefined && now.kind === 'waiting' ? (
          <figure className={styles.picture}>
            <QrCode text={claimAddress(location.origin, code)} label={pairingWords.qrCode} />
            <figcaption className={styles.life}>{pairingWords.scan}</figcaption>
          </figure>
        ) : null}
      </div>
    </section>
  )
}
