import type { Charge, Offer } from '@balcao/contracts'
import { Amount, PaidTick, type QrCode, qrMatrix } from '@balcao/ui'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import type { Scene } from '../../checkout/scene.ts'
import { termsSentences } from '../../checkout/terms-sentences.ts'
import { TimeToPay } from '../../checkout/time-to-pay.tsx'
import { useShownFor } from '../../checkout/use-shown-for.ts'
import { codeWords, stateWords } from '../../checkout/words/customer.ts'
import { consentWords as words } from '../../checkout/words/recurrence.ts'
import { moduleMm, readableMm, readInches } from './module-size.ts'
import { offerSceneOf } from './offer-scene.ts'
import styles from './offer-stage.module.css'
import { readShownOffer } from './read-shown-offer.ts'

export interface OfferStageProps {
  /** As it came: it is read here. */
  offer: unknown
  scene: Scene
  charge: Charge | undefined
  nowMs: number
  Code: typeof QrCode | undefined
  /** What is shown where there is nothing to offer. */
  children: ReactNode
}

/** What a customer is asked to agree to, in sentences, with the code beside it. */
export function OfferStage({ offer: told, ...props }: OfferStageProps) {
  const offer = readShownOffer(told)
  return offer === undefined ? (
    props.children
  ) : (
    <ReadOffer key={offer.recurrenceId} offer={offer} {...props} />
  )
}

function ReadOffer({
  offer,
  scene,
  charge,
  nowMs,
  Code,
  children,
}: Omit<OfferStageProps, 'offer'> & { offer: Offer }) {
  const [wasOffered, setOffered] = useState(false)
  if (offer.status === 'offered' && !wasOffered) setOffered(true)
  const shownForMs = useShownFor(offer.status, nowMs)
  const agreedForMs = wasOffered ? shownForMs : undefined
  const offered = offerSceneOf({ offer, scene, charge, agreedForMs })
  switch (offered.kind) {
    case 'none':
      return children
    case 'agreed':
      return (
        <div className={styles.agreed}>
          <PaidTick size="screen" />
          <p role="status" className={styles.done}>
            {words.agreed}
          </p>
          <p className={styles.advice}>{words.agreedAdvice}</p>
        </div>
      )
    case 'alone':
      return (
        <Consent offer={offer} title={words.alone} status={words.waiting}>
          <Plate choose={() => offered.code} Code={Code} />
        </Consent>
      )
    case 'charge':
      return scene.kind === 'charge' ? (
        <WithCharge
          offer={offer}
          charge={scene.charge}
          together={offered.together}
          nowMs={nowMs}
          Code={Code}
        />
      ) : (
        children
      )
  }
}

interface WithChargeProps {
  offer: Offer
  charge: Charge
  together: string
  nowMs: number
  Code: typeof QrCode | undefined
}

/** One code for both where this screen is large enough for it, and otherwise the charge's own: then the other one follows. */
function WithCharge({ offer, charge, together, nowMs, Code }: WithChargeProps) {
  const [isTogether, setTogether] = useState(false)
  const modules = qrMatrix(together).size
  const choose = (boxCssPx: number) => {
    const { width: widthCssPx, height: heightCssPx } = window.screen
    const panel = { widthCssPx, heightCssPx, dpr: window.devicePixelRatio, inches: readInches() }
    const isReadable = moduleMm(modules, boxCssPx, panel) >= readableMm
    setTogether(isReadable)
    return isReadable ? together : charge.pixCopiaECola
  }
  return (
    <Consent
      offer={offer}
      title={titleOf(charge, isTogether)}
      status={stateWords.awaiting}
      amount={<Amount cents={charge.amountCents} size="amount" />}
      below={<TimeToPay {...{ charge, nowMs }} />}
    >
      <Plate key={charge.pixCopiaECola} choose={choose} Code={Code} />
    </Consent>
  )
}

/** With a due date it is two consents, whatever the code: the payment, and what the bank's app offers after it. */
function titleOf({ dueDay }: Charge, isTogether: boolean): string {
  if (!isTogether) return words.chargeFirst
  return dueDay === null ? words.together : words.offeredAfter
}

interface ConsentProps {
  offer: Offer
  title: string
  status: string
  amount?: ReactNode
  below?: ReactNode
  children: ReactNode
}

const Consent = ({ offer, title, status, amount, below, children }: ConsentProps) => (
  <div className={styles.stage}>
    <div className={styles.words}>
      {amount}
      <p role="status" className={styles.status}>
        {status}
      </p>
      <h1 className={styles.title}>{title}</h1>
      <ul className={styles.terms}>
        <li>
          <b>{offer.terms.object ?? offer.terms.contract}</b>
        </li>
        {termsSentences(offer.terms).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className={styles.advice}>
        {words.advice} {words.confirm}
      </p>
      {below}
    </div>
    {children}
  </div>
)

/** Decides for a code once it knows how large it may be, and again when the screen is turned. */
function Plate({
  choose,
  Code,
}: {
  choose: (boxCssPx: number) => string | null
  Code: typeof QrCode | undefined
}) {
  const box = useRef<HTMLDivElement>(null)
  const [code, setCode] = useState<string | null>(null)
  const decide = useRef(choose)
  decide.current = choose
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => {
      const { width, height } = element.getBoundingClientRect()
      setCode(decide.current(Math.min(width, height)))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={box} className={styles.plate}>
      {Code ? <Code text={code} pending={code === null} label={codeWords.qrCode} /> : null}
    </div>
  )
}
