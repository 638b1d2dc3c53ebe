import { type Charge, Offer, type Snapshot } from '@balcao/contracts'
import { Button } from '@balcao/ui'
import { useState } from 'react'
import { OfferBadge } from '../../checkout/offer-badge.tsx'
import { termsSentences } from '../../checkout/terms-sentences.ts'
import {
  endByWords,
  endCodeWords,
  endingWords,
  offerWords as words,
} from '../../checkout/words/recurrence.ts'
import styles from './offer.module.css'
import { cancelOffer, hideOffer, wordsFor } from './offer-api.ts'
import { OfferDialog } from './offer-dialog.tsx'

export interface OfferDeskProps {
  terminalId: string
  snapshot: Snapshot
  /** On the customer's screen. */
  charge: Charge | undefined
}

/** Pix Automático at the till: the offer that the customer sees, and what to say about it; or the button that makes one. */
export function OfferDesk({ terminalId, snapshot, charge }: OfferDeskProps) {
  const [offering, setOffering] = useState<{ madeTxid?: string }>()
  const offer = Offer.safeParse(snapshot.recurrences?.offer).data
  if (snapshot.recurrences === undefined) return null
  const awaiting = charge?.status === 'awaiting' && charge.pending === null ? charge : undefined
  // The charge that the dialog itself has made is no other sale.
  const sale = awaiting?.txid === offering?.madeTxid ? undefined : awaiting
  return (
    <>
      {offer ? (
        <Offered terminalId={terminalId} offer={offer} charge={charge} />
      ) : (
        <div>
          <Button kind="quiet" size="compact" onClick={() => setOffering({})}>
            {words.button}
          </Button>
        </div>
      )}
      {offering ? (
        <OfferDialog
          key={sale?.txid}
          terminalId={terminalId}
          charge={sale}
          today={dayInBrasilia(snapshot.serverTime)}
          onMaking={(madeTxid) => setOffering({ madeTxid })}
          onClose={() => setOffering(undefined)}
        />
      ) : null}
    </>
  )
}

function Offered({
  terminalId,
  offer,
  charge,
}: {
  terminalId: string
  offer: Offer
  charge: Charge | undefined
}) {
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const run = async (reply: ReturnType<typeof hideOffer> | ReturnType<typeof cancelOffer>) => {
    setBusy(true)
    setFailure(undefined)
    const answer = await reply
    setBusy(false)
    if (!answer.ok) setFailure(wordsFor(answer))
  }
  // Whether the bank has ended it already is nothing to the customer at the counter.
  const status = offer.ending === null ? offer.status : 'expired'
  return (
    <section className={styles.offered} aria-label={words.title}>
      <div role="status" className={styles.state}>
        <OfferBadge status={status} />
        {offer.ending ? <span>{endingWords[offer.ending]}</span> : null}
        {offer.end && !offer.ending ? <span>{wordsForEnd(offer.end)}</span> : null}
      </div>
      <p>
        <b>{offer.terms.object ?? offer.terms.contract}</b>: {termsSentences(offer.terms)[0]}
      </p>
      <p className={styles.script}>{scriptOf({ ...offer, status }, charge)}</p>
      {failure === undefined ? null : <p className={styles.failure}>{failure}</p>}
      <div className={styles.actions}>
        {status === 'offered' ? (
          <Button size="compact" busy={isBusy} onClick={() => void run(cancelOffer(offer.recurrenceId))}>
            {words.end}
          </Button>
        ) : null}
        <Button kind="quiet" size="compact" busy={isBusy} onClick={() => void run(hideOffer(terminalId))}>
          {words.close}
        </Button>
      </div>
    </section>
  )
}

function scriptOf({ status, txid }: Offer, charge: Charge | undefined): string {
  switch (status) {
    case 'opening':
      return words.script.opening
    case 'approved':
      return words.script.approved
    case 'offered':
      if (txid === null || txid !== charge?.txid || charge.status === 'paid') return words.script.alone
      return `${charge.dueDay === null ? words.script.together : words.script.due} ${words.script.chargeFirst}`
    default:
      return words.script.over
  }
}

function wordsForEnd({ kind, by, code, text }: NonNullable<Offer['end']>): string {
  if (kind === 'refusal') return [words.refusal, text].filter(Boolean).join(' ')
  const who = by === null ? '' : endByWords[by]
  return [who, code === null ? '' : (endCodeWords[code] ?? code)].filter(Boolean).join('. ')
}

const dayInBrasilia = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' }).format(Date.parse(instant))
