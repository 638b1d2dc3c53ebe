import type { CodeOffer, CodePayment, VerifiedCode } from '@balcao/contracts'
import { Amount, Button, Card, formatCents, parseCents, TextField } from '@balcao/ui'
import { useState } from 'react'
import { type KeptDeed, mintDeedId } from '../deed-store.ts'
import { formatMoment } from '../format-moment.ts'
import { LimitFields, useLimitChoice } from '../limit-fields.tsx'
import styles from '../payer.module.css'
import { Terms, Who } from '../terms.tsx'
import { formatDay } from '../terms-words.ts'
import { Told } from '../told.tsx'
import { Verified } from './verified.tsx'

type ConsentProps = {
  code: VerifiedCode
  payment: CodePayment
  onConsent: (deed: KeptDeed) => void
  onLeave: () => void
}

/** What is paid, to whom. In journey 3 the recurrence stands on the same page, under one consent; in journey 4 it is not shown yet. */
export function ConsentToPay({ code, payment, onConsent, onLeave }: ConsentProps) {
  const [text, setText] = useState('')
  const amountCents = payment.amountCents ?? (parseCents(text) || null)
  const pay = (authorize?: object) =>
    amountCents !== null &&
    onConsent({
      deedId: mintDeedId(),
      kind: 'payment',
      ...(code.journey === 4 && { offered: code }),
      body: JSON.stringify({
        pixCopiaECola: code.pixCopiaECola,
        amountCents,
        ...(authorize && { authorize }),
      }),
    })
  return (
    <>
      <Card title="Você paga agora">
        {payment.amountCents === null ? (
          <TextField
            label="Valor"
            look="amount"
            inputMode="decimal"
            placeholder="0,00"
            value={text}
            onChange={setText}
            error={text !== '' && amountCents === null ? 'Escreva um valor em reais, como 23,50.' : undefined}
          />
        ) : (
          <Amount cents={payment.amountCents} size="amount" />
        )}
        <Told
          facts={[
            { name: 'Para', value: <Who receiver={payment.receiver} /> },
            ...(payment.message ? [{ name: 'Mensagem', value: <bdi>{payment.message}</bdi> }] : []),
            ...(payment.dueDay ? [{ name: 'Vencimento', value: formatDay(payment.dueDay) }] : []),
            ...(payment.expiresAt ? [{ name: 'Vale até', value: formatMoment(payment.expiresAt) }] : []),
          ]}
        />
        <Verified code={code} />
      </Card>
      {code.journey === 3 && code.offer !== null ? (
        <BothAtOnce offer={code.offer} amountCents={amountCents} onConsent={pay} onLeave={onLeave} />
      ) : (
        <div className={styles.actions}>
          <Button onClick={onLeave}>Desistir</Button>
          <Button kind="primary" disabled={amountCents === null} onClick={() => pay()}>
            {amountCents === null ? 'Pagar' : `Pagar ${formatCents(amountCents)}`}
          </Button>
        </div>
      )}
    </>
  )
}

type BothProps = {
  offer: CodeOffer
  amountCents: number | null
  onConsent: (authorize: object) => void
  onLeave: () => void
}

function BothAtOnce({ offer, amountCents, onConsent, onLeave }: BothProps) {
  const { limits, fields } = useLimitChoice(offer.terms, { maximumCents: null, useAccountLimit: false })
  return (
    <>
      <Card title="E autoriza as próximas cobranças">
        <Terms recurrenceId={offer.recurrenceId} receiver={offer.receiver} terms={offer.terms} size="title" />
        <LimitFields {...fields} />
      </Card>
      <p className={styles.muted}>
        É um só consentimento: primeiro o pagamento é feito, depois a autorização. Sem ele nada é pago.
      </p>
      <div className={styles.actions}>
        <Button onClick={onLeave}>Desistir</Button>
        <Button
          kind="primary"
          disabled={limits === undefined || amountCents === null}
          onClick={() => limits && onConsent(limits)}
        >
          {amountCents === null ? 'Pagar e autorizar' : `Pagar ${formatCents(amountCents)} e autorizar`}
        </Button>
      </div>
    </>
  )
}
