import type { PayerRecurrenceDetail } from '@balcao/contracts'
import { Badge, Banner, Button, Card, Dialog, FormDialog, formatCents } from '@balcao/ui'
import { useState } from 'react'
import { BillingRow } from '../billings/billing-row.tsx'
import { formatMoment } from '../format-moment.ts'
import { LimitFields, useLimitChoice } from '../limit-fields.tsx'
import styles from '../payer.module.css'
import { useCancelRecurrence, useConfigure, useRecurrence } from '../payer-api.ts'
import { ReadState } from '../read-state.tsx'
import { refusalWords } from '../refusal-words.ts'
import { Terms } from '../terms.tsx'
import { historyWords } from './history-words.ts'
import { nextSentence, recurrenceStatus } from './status-words.ts'

/** One authorisation: its terms, its limits, what happened to it, and what it has charged. */
export function RecurrencePage({ recurrenceId }: { recurrenceId: string }) {
  const recurrence = useRecurrence(recurrenceId)
  return (
    <>
      <ReadState query={recurrence} failed="A autorização não pôde ser lida." />
      {recurrence.data ? <Authorization recurrence={recurrence.data} /> : null}
    </>
  )
}

function Authorization({ recurrence }: { recurrence: PayerRecurrenceDetail }) {
  const [doing, setDoing] = useState<'limits' | 'cancel'>()
  const { words, tone } = recurrenceStatus[recurrence.status]
  const close = () => setDoing(undefined)
  return (
    <>
      <Card title={recurrence.receiver.name} aside={<Badge tone={tone}>{words}</Badge>}>
        <Terms
          recurrenceId={recurrence.recurrenceId}
          receiver={recurrence.receiver}
          terms={recurrence.terms}
          size="title"
        />
        <p className={styles.next}>{nextSentence(recurrence)}</p>
        <p>
          {recurrence.maximumCents === null
            ? 'Sem limite por cobrança.'
            : `Cobranças de até ${formatCents(recurrence.maximumCents)}.`}{' '}
          {recurrence.useAccountLimit ? 'Pode usar o limite da conta.' : 'Não usa o limite da conta.'}
        </p>
        {recurrence.status === 'active' ? (
          <div className={styles.actions}>
            <Button onClick={() => setDoing('cancel')}>Cancelar autorização</Button>
            <Button kind="primary" onClick={() => setDoing('limits')}>
              Mudar limite
            </Button>
          </div>
        ) : null}
      </Card>
      {recurrence.billings.length === 0 ? null : (
        <Card title="Cobranças">
          <ul className={styles.list}>
            {recurrence.billings.map((billing) => (
              <BillingRow key={billing.txid} billing={billing} />
            ))}
          </ul>
        </Card>
      )}
      <Card title="O que aconteceu">
        <ol className={styles.timeline}>
          {recurrence.history.map(({ at, what, detail }) => (
            <li key={`${at}${what}`}>
              <time dateTime={at} className={styles.muted}>
                {formatMoment(at)}
              </time>
              <span>{what === 'other' ? (detail ?? historyWords.other) : historyWords[what]}</span>
            </li>
          ))}
        </ol>
      </Card>
      {doing === 'limits' ? <LimitsDialog recurrence={recurrence} onClose={close} /> : null}
      {doing === 'cancel' ? <CancelDialog recurrence={recurrence} onClose={close} /> : null}
    </>
  )
}

type DialogProps = { recurrence: PayerRecurrenceDetail; onClose: () => void }

function LimitsDialog({ recurrence, onClose }: DialogProps) {
  const configure = useConfigure(recurrence.recurrenceId)
  const { limits, fields } = useLimitChoice(recurrence.terms, recurrence)
  return (
    <FormDialog
      title="Mudar limite"
      submit={{
        label: 'Guardar',
        kind: 'primary',
        isReady: limits !== undefined,
        isPending: configure.isPending,
      }}
      onSubmit={() => limits && configure.mutate(limits, { onSuccess: onClose })}
      error={configure.error ? refusalWords(configure.error) : undefined}
      cancelLabel="Voltar"
      onClose={onClose}
    >
      <LimitFields {...fields} />
    </FormDialog>
  )
}

/** Says what will still be charged: what is due today can no longer be stopped, by the provider's clock and not by this device's. */
function CancelDialog({ recurrence, onClose }: DialogProps) {
  const cancel = useCancelRecurrence(recurrence.recurrenceId)
  const scheduled = recurrence.billings.filter(({ status }) => status === 'scheduled')
  const dueToday = scheduled.filter(({ cancelUntil }) => cancelUntil === null)
  const later = scheduled.filter(({ cancelUntil }) => cancelUntil !== null)
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Cancelar a autorização para ${recurrence.receiver.name}?`}
      actions={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button
            kind="danger"
            busy={cancel.isPending}
            onClick={() => cancel.mutate(undefined, { onSuccess: onClose })}
          >
            Cancelar autorização
          </Button>
        </>
      }
    >
      {dueToday.map(({ txid, amountCents }) => (
        <Banner key={txid} tone="attention" title={`${formatCents(amountCents)} ainda será cobrado hoje.`}>
          O que vence hoje já está com os bancos.
        </Banner>
      ))}
      <p>
        {later.length === 0
          ? 'Nada mais será cobrado depois disso.'
          : `${later.length === 1 ? 'A cobrança agendada é cancelada' : `As ${later.length} cobranças agendadas são canceladas`}. Nada mais será cobrado depois disso.`}
      </p>
      {cancel.error ? <Banner tone="danger" title={refusalWords(cancel.error)} urgent /> : null}
    </Dialog>
  )
}
