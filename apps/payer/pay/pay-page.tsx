import type { VerifiedCode } from '@balcao/contracts'
import { lazy, Suspense, useState } from 'react'
import { forgetDeed, type KeptDeed, keepDeed, keptDeed } from '../deed-store.ts'
import type { Feed } from '../feed.ts'
import { PayerPage } from '../payer-page.tsx'
import { useStandStill } from '../use-updates.ts'
import { payerWords } from '../words.ts'
import { CodeForm } from './code-form.tsx'
import { useReadCode } from './use-read-code.ts'

// None of these is needed before a code has been read, which takes longer than to load them.
const ConsentToOffer = lazy(async () => ({
  default: (await import('./consent-to-offer.tsx')).ConsentToOffer,
}))
const ConsentToPay = lazy(async () => ({ default: (await import('./consent-to-pay.tsx')).ConsentToPay }))
const DeedPage = lazy(async () => ({ default: (await import('./deed-page.tsx')).DeedPage }))

/** From a code to what became of it. A deed that was sent comes first: until it is known nothing else is begun. */
export function PayPage({ feed }: { feed: Feed }) {
  const [deed, setDeed] = useState(keptDeed)
  const [offer, setOffer] = useState<VerifiedCode>()
  const read = useReadCode()
  const code = offer ?? read.data
  const asks = code === undefined ? undefined : code.payment !== null && offer === undefined ? 'pay' : 'offer'
  useStandStill(deed !== undefined || code !== undefined)

  const begin = (next: KeptDeed) => {
    keepDeed(next)
    setDeed(next)
  }
  const leave = () => {
    forgetDeed()
    setDeed(undefined)
    setOffer(undefined)
    read.reset()
  }
  // Journey 4: the offer comes after its payment, and can be left.
  const lookAtOffer = (paid: VerifiedCode) => {
    forgetDeed()
    setDeed(undefined)
    setOffer(paid)
  }

  return (
    <PayerPage title={titleOf(deed, asks)} feed={feed}>
      <Suspense>
        {deed !== undefined ? (
          <DeedPage key={deed.deedId} deed={deed} onLeave={leave} onOffer={lookAtOffer} />
        ) : code === undefined ? (
          <CodeForm
            isReading={read.isPending}
            error={read.error}
            onCode={(pixCopiaECola) => read.mutate({ pixCopiaECola })}
          />
        ) : asks === 'pay' && code.payment !== null ? (
          <ConsentToPay code={code} payment={code.payment} onConsent={begin} onLeave={leave} />
        ) : code.offer !== null ? (
          <ConsentToOffer code={code} offer={code.offer} onConsent={begin} onLeave={leave} />
        ) : null}
      </Suspense>
    </PayerPage>
  )
}

function titleOf(deed: KeptDeed | undefined, asks: 'pay' | 'offer' | undefined): string {
  if (deed !== undefined) return deed.kind === 'payment' ? payerWords.payment : payerWords.authorization
  if (asks === undefined) return payerWords.pages.pagar
  return asks === 'pay' ? payerWords.consentToPay : payerWords.consentToOffer
}
