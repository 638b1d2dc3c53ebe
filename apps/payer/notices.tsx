import type { PayerNotice } from '@balcao/contracts'
import { keep, recall } from '@balcao/shell'
import { Announcer, Badge, Button, Dialog, formatCents } from '@balcao/ui'
import Bell from 'lucide-react/icons/bell'
import { useState } from 'react'
import { formatMoment } from './format-moment.ts'
import styles from './payer.module.css'
import { addressOf, goTo } from './use-address.ts'

/** Which of them were seen is this device's own: the newest number that was on the screen. */
const key = 'payer-notices-seen'

/** What the provider has told of by itself, newest first. */
export function Notices({ notices }: { notices: readonly PayerNotice[] }) {
  const [isOpen, setOpen] = useState(false)
  const [seen, setSeen] = useState(() => Number(recall(key)) || 0)
  const unread = notices.filter(({ noticeId }) => noticeId > seen)
  const close = () => {
    const newest = Math.max(seen, ...notices.map(({ noticeId }) => noticeId))
    keep(key, `${newest}`)
    setSeen(newest)
    setOpen(false)
  }
  return (
    <>
      <Button
        kind="quiet"
        size="compact"
        icon={<Bell aria-hidden />}
        onClick={() => setOpen(true)}
        aria-label={unread.length === 0 ? 'Avisos' : `Avisos (${unread.length})`}
      >
        {unread.length === 0 ? null : <span className={styles.unread}>{unread.length}</span>}
      </Button>
      <Announcer message={unread[0] && !isOpen ? noticeSentence(unread[0]) : ''} />
      <Dialog open={isOpen} onClose={close} title="Avisos" actions={<Button onClick={close}>Fechar</Button>}>
        {isOpen && notices.length === 0 ? <p className={styles.muted}>Nenhum aviso até agora.</p> : null}
        <ul className={styles.list}>
          {(isOpen ? notices : []).map((notice) => (
            <li key={notice.noticeId} className={styles.notice}>
              <span className={styles.rowHead}>
                <time dateTime={notice.at} className={styles.muted}>
                  {formatMoment(notice.at)}
                </time>
                {notice.noticeId > seen ? <Badge tone="accent">Novo</Badge> : null}
              </span>
              <p>{noticeSentence(notice)}</p>
              {placeOf(notice) === undefined ? null : (
                <Button
                  kind="quiet"
                  size="compact"
                  onClick={() => {
                    close()
                    goTo(placeOf(notice) ?? '')
                  }}
                >
                  Ver
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}

function placeOf({ recurrenceId, proposalId }: PayerNotice): string | undefined {
  if (proposalId !== null) return addressOf('autorizacoes', { proposta: proposalId })
  return recurrenceId === null ? undefined : addressOf('autorizacoes', { autorizacao: recurrenceId })
}

export function noticeSentence({ what, receiverName, amountCents, reason }: PayerNotice): string {
  const who = receiverName ?? 'Quem recebe'
  const amount = amountCents === null ? 'uma cobrança' : formatCents(amountCents)
  const why = reason === null ? '' : ` ${reason}`
  switch (what) {
    case 'proposal':
      return `${who} propõe cobrar por Pix Automático.`
    case 'authorized':
      return `A autorização para ${who} está valendo.`
    case 'rejected':
      return `A autorização para ${who} não foi feita.${why}`
    case 'configured':
      return `Os limites para ${who} mudaram.`
    case 'cancelled':
      return `A autorização para ${who} foi cancelada.${why}`
    case 'billing-scheduled':
      return `${who} vai cobrar ${amount}.`
    case 'billing-paid':
      return `${amount} pago a ${who}.`
    case 'billing-refused':
      return `${who} tentou cobrar ${amount} e não foi pago.${why}`
    case 'billing-cancelled':
      return `A cobrança de ${amount} de ${who} foi cancelada.`
    case 'unknown':
      return 'O banco da conta avisou de algo que este aplicativo não conhece. Nada mudou por causa disso.'
  }
}
