import type { CodeOffer, VerifiedCode } from '@balcao/contracts'
import { Button, Card } from '@balcao/ui'
import { type KeptDeed, mintDeedId } from '../deed-store.ts'
import { LimitFields, useLimitChoice } from '../limit-fields.tsx'
import styles from '../payer.module.css'
import { Terms } from '../terms.tsx'
import { Verified } from './verified.tsx'

type ConsentToOfferProps = {
  code: VerifiedCode
  offer: CodeOffer
  onConsent: (deed: KeptDeed) => void
  onLeave: () => void
}

/** The recurrence alone: journey 2, and journey 4 once its payment is done. */
export function ConsentToOffer({ code, offer, onConsent, onLeave }: ConsentToOfferProps) {
  const { limits, fields } = useLimitChoice(offer.terms, { maximumCents: null, useAccountLimit: false })
  return (
    <>
      <Card title="Autorizar cobranças por Pix Automático?">
        {code.journey === 4 ? (
          <p>O pagamento foi feito. Quem recebeu oferece cobrar as próximas vezes sozinho.</p>
        ) : (
          <p>Nada é pago agora.</p>
        )}
        <Terms recurrenceId={offer.recurrenceId} receiver={offer.receiver} terms={offer.terms} />
        <Verified code={code} />
        <LimitFields {...fields} />
      </Card>
      <div className={styles.actions}>
        <Button onClick={onLeave}>Não autorizar</Button>
        <Button
          kind="primary"
          disabled={limits === undefined}
          onClick={() =>
            limits &&
            onConsent({
              deedId: mintDeedId(),
              kind: 'authorization',
              body: JSON.stringify({
                pixCopiaECola: code.pixCopiaECola,
                recurrenceId: offer.recurrenceId,
                ...limits,
              }),
            })
          }
        >
          Autorizar
        </Button>
      </div>
    </>
  )
}
