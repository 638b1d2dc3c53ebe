import type { PayerNotice } from '@balcao/contracts'
import { Badge, Button, Dialog, formatCents } from '@balcao/ui'
import { formatMoment } from './format-moment.ts'
import styles from './payer.module.css'
import { addressOf, goTo } from './use-address.ts'

export type NoticesDialogProps = {
  notices: readonly PayerNotice[]
  /** The newest number that was seen before. */
  seen: number
  /** Whether the bank of the account tells of what happens; null where that is not known. */
  isTold: boolean | null
  onClose: () => void
}

export const NoticesDialog = ({ notices, seen, isTold, onClose }: NoticesDialogProps) => (
  <Dialog open onClose={onClose} title="Avisos" actions={<Button onClick={onClose}>Fechar</Button>}>
    {notices.length === 0 ? <p className={styles.muted}>Nenhum aviso até agora.</p> : null}
    <ul className={styles.list}>
      {notices.map((notice) => (
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
                onClose()
                goTo(placeOf(notice) ?? '')
              }}
            >
              Ver
            </Button>
          )}
        </li>
      ))}
    </ul>
    {isTold === null ? null : (
      <p className={styles.muted}>
        {isTold
          ? 'O banco da conta avisa aqui na hora.'
          : 'O banco da conta não avisa aqui: as novidades chegam por consulta, em até um minuto.'}
      </p>
    )}
  </Dialog>
)

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
