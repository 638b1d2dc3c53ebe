import type { PayerDeed, VerifiedCode } from '@balcao/contracts'
import { Amount, Announcer, Badge, Banner, Button, Card, PaidTick, type Tone } from '@balcao/ui'
import type { KeptDeed } from '../deed-store.ts'
import styles from '../payer.module.css'
import { isUnderWay, useDeed } from '../payer-api.ts'
import { refusalWords } from '../refusal-words.ts'
import { Who } from '../terms.tsx'
import { addressOf, goTo } from '../use-address.ts'
import { deedTitle, stepWords } from './deed-words.ts'

type DeedPageProps = { deed: KeptDeed; onLeave: () => void; onOffer: (paid: VerifiedCode) => void }

/** What became of a deed, step by step. Reloading the page comes back here, and repeats nothing. */
export function DeedPage({ deed, onLeave, onOffer }: DeedPageProps) {
  const answer = useDeed(deed)
  return (
    <>
      <Announcer message={answer.data ? deedTitle(answer.data) : ''} />
      {answer.data ? (
        <Outcome kept={deed} deed={answer.data} onLeave={onLeave} onOffer={onOffer} />
      ) : answer.isError ? (
        <>
          <Banner
            tone="danger"
            title={deed.kind === 'payment' ? 'Nada foi pago.' : 'Nada foi autorizado.'}
            urgent
          >
            {refusalWords(answer.error)}
          </Banner>
          <div className={styles.actions}>
            <Button kind="primary" onClick={onLeave}>
              Voltar
            </Button>
          </div>
        </>
      ) : (
        <Card title="Enviando…">
          <p role="status">
            {answer.failureCount === 0
              ? 'Só um instante…'
              : 'Sem resposta do servidor. Tentando de novo com o mesmo pedido: ele não é feito duas vezes.'}
          </p>
        </Card>
      )}
    </>
  )
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
    <>
      <Card title={deedTitle(deed)} aside={payment?.status === 'done' ? <PaidTick size="card" /> : undefined}>
        {deed.amountCents === null ? null : <Amount cents={deed.amountCents} size="amount" />}
        <Who receiver={deed.receiver} />
        <ol className={styles.list}>
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
        {isOver ? null : (
          <p className={styles.muted}>
            Não peça de novo. Esta tela mostra o resultado assim que o banco responder.
          </p>
        )}
      </Card>
      {isOver ? (
        <div className={styles.actions}>
          {authorization?.status === 'done' ? (
            <Button
              onClick={() => goTo(addressOf('autorizacoes', { autorizacao: authorization.recurrenceId }))}
            >
              Ver a autorização
            </Button>
          ) : null}
          <Button kind={offered === undefined ? 'primary' : 'secondary'} onClick={onLeave}>
            Concluir
          </Button>
          {offered === undefined ? null : (
            <Button kind="primary" onClick={() => onOffer(offered)}>
              Ver a oferta de Pix Automático
            </Button>
          )}
        </div>
      ) : null}
    </>
  )
}
