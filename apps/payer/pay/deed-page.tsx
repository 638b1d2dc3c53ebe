import type { PayerDeed, VerifiedCode } from '@balcao/contracts'
import { Amount, Badge, Banner, Button, Card, type Tone } from '@balcao/ui'
import type { KeptDeed } from '../deed-store.ts'
import styles from '../payer.module.css'
import { isUnderWay, useDeed } from '../payer-api.ts'
import { refusalWords } from '../refusal-words.ts'
import { addressOf, goTo } from '../use-address.ts'
import { deedTitle, stepWords } from './deed-words.ts'

type DeedPageProps = { deed: KeptDeed; onLeave: () => void; onOffer: (paid: VerifiedCode) => void }

/** What became of a deed, step by step. Reloading the page comes back here, and repeats nothing. */
export function DeedPage({ deed, onLeave, onOffer }: DeedPageProps) {
  const answer = useDeed(deed)
  if (answer.data === undefined)
    return (
      <Card title={answer.isError ? 'Não foi feito' : 'Enviando…'}>
        {answer.isError ? (
          <Banner tone="danger" title={refusalWords(answer.error)} urgent>
            Nada foi pago.
          </Banner>
        ) : (
          <p role="status">
            {answer.failureCount === 0
              ? 'Só um instante…'
              : 'Sem resposta do servidor. Tentando de novo com o mesmo pedido: ele não é feito duas vezes.'}
          </p>
        )}
        {answer.isError ? (
          <div className={styles.actions}>
            <Button kind="primary" onClick={onLeave}>
              Voltar
            </Button>
          </div>
        ) : null}
      </Card>
    )
  return <Outcome kept={deed} deed={answer.data} onLeave={onLeave} onOffer={onOffer} />
}

const tones: Record<'asked' | 'done' | 'refused' | 'skipped', Tone> = {
  asked: 'accent',
  done: 'paid',
  refused: 'danger',
  skipped: 'neutral',
}

function Outcome({
  kept,
  deed,
  onLeave,
  onOffer,
}: Omit<DeedPageProps, 'deed'> & { kept: KeptDeed; deed: PayerDeed }) {
  const { payment, authorization } = deed
  const isOver = !isUnderWay(deed)
  const offered = payment?.status === 'done' && authorization === null ? kept.offered : undefined
  return (
    <Card title={deedTitle(deed)}>
      {deed.amountCents === null ? null : <Amount cents={deed.amountCents} size="title" />}
      <p>
        <bdi className={styles.name}>{deed.receiver.name}</bdi>
      </p>
      <ol className={styles.list} aria-live="polite">
        {payment === null ? null : (
          <li className={styles.rowHead}>
            <span>{stepWords('payment', payment)}</span>
            <Badge tone={tones[payment.status]}>{stepWords('payment-short', payment)}</Badge>
          </li>
        )}
        {authorization === null ? null : (
          <li className={styles.rowHead}>
            <span>{stepWords('authorization', authorization)}</span>
            <Badge tone={authorization.status === 'done' ? 'neutral' : tones[authorization.status]}>
              {stepWords('authorization-short', authorization)}
            </Badge>
          </li>
        )}
      </ol>
      {isOver ? (
        <div className={styles.actions}>
          {authorization?.status === 'done' ? (
            <Button
              onClick={() => goTo(addressOf('autorizacoes', { autorizacao: authorization.recurrenceId }))}
            >
              Ver a autorização
            </Button>
          ) : null}
          {offered === undefined ? null : (
            <Button kind="primary" onClick={() => onOffer(offered)}>
              Ver a oferta de Pix Automático
            </Button>
          )}
          <Button kind={offered === undefined ? 'primary' : 'secondary'} onClick={onLeave}>
            Concluir
          </Button>
        </div>
      ) : (
        <p className={styles.muted}>
          Não pague de novo. Esta tela mostra o resultado assim que o banco responder.
        </p>
      )}
    </Card>
  )
}
