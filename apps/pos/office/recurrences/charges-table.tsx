import type { RecurrenceCharge } from '@balcao/contracts'
import {
  Badge,
  Banner,
  Button,
  type Column,
  DataTable,
  FormDialog,
  formatCents,
  TextField,
  type Tone,
} from '@balcao/ui'
import { useState } from 'react'
import { recurrenceProblemWords } from '../../checkout/words/recurrence.ts'
import { recurrencesWords as words, wordsForChargeCode } from '../../checkout/words/recurrence-office.ts'
import { formatDay } from '../shop-days.ts'
import { wordsForError } from '../words-for-error.ts'
import styles from './recurrences.module.css'
import { useChargeCancel, useRetry } from './recurrences-api.ts'
import { useIsPast } from './use-is-past.ts'

const tones: Record<RecurrenceCharge['status'], Tone> = {
  opening: 'neutral',
  created: 'neutral',
  active: 'accent',
  concluded: 'paid',
  expired: 'attention',
  rejected: 'attention',
  cancelled: 'neutral',
}
const problems = { problems: recurrenceProblemWords }
/** The deadline of the charge that it was about. */
const lateProblems = (charge: RecurrenceCharge | undefined) =>
  charge === undefined || charge.endCode !== null
    ? problems
    : {
        problems: {
          ...recurrenceProblemWords,
          'too-late': words.tooLate(formatDay(charge.cancelUntil.slice(0, 10))),
        },
      }

/** What was charged, with what can still be done to each. */
export function ChargesTable({
  recurrenceId,
  charges,
}: {
  recurrenceId: string
  charges: readonly RecurrenceCharge[]
}) {
  const [retrying, setRetrying] = useState<RecurrenceCharge>()
  const cancel = useChargeCancel(recurrenceId)
  const failed = charges.find(({ txid }) => txid === cancel.variables)
  const columns: Column<RecurrenceCharge>[] = [
    { heading: words.chargeColumns.due, cell: ({ dueDay }) => formatDay(dueDay) },
    {
      heading: words.chargeColumns.amount,
      cell: ({ amountCents }) => formatCents(amountCents),
      align: 'end',
    },
    {
      heading: words.chargeColumns.status,
      cell: ({ status }) => <Badge tone={tones[status]}>{words.chargeStatuses[status]}</Badge>,
    },
    {
      heading: words.chargeColumns.doing,
      cell: (charge) => (
        <span className={styles.badges}>
          {charge.mayCancel ? <CancelUntil charge={charge} cancel={cancel} /> : null}
          {charge.retry ? (
            <Button size="compact" onClick={() => setRetrying(charge)}>
              {words.retryCharge}
            </Button>
          ) : null}
        </span>
      ),
    },
  ]
  return (
    <section className={styles.section}>
      <h2>{words.charges}</h2>
      {cancel.error ? (
        <Banner tone="danger" title={wordsForError(cancel.error, lateProblems(failed))} urgent />
      ) : null}
      {charges.length === 0 ? (
        <p className={styles.muted}>{words.noCharges}</p>
      ) : (
        <DataTable
          caption={words.charges}
          columns={columns}
          rows={charges}
          keyOf={({ txid }) => txid}
          detail={detailOf}
        />
      )}
      {retrying?.retry ? (
        <RetryDialog
          recurrenceId={recurrenceId}
          txid={retrying.txid}
          days={retrying.retry}
          onClose={() => setRetrying(undefined)}
        />
      ) : null}
    </section>
  )
}

/** Gone the moment its time is over, whenever this page was read. */
function CancelUntil({
  charge: { txid, cancelUntil },
  cancel,
}: {
  charge: RecurrenceCharge
  cancel: ReturnType<typeof useChargeCancel>
}) {
  const isOver = useIsPast(Date.parse(cancelUntil))
  return isOver ? null : (
    <>
      <Button size="compact" busy={cancel.isPending} onClick={() => cancel.mutate(txid)}>
        {words.cancelCharge}
      </Button>
      <span className={styles.muted}>{words.cancelUntil(formatDay(cancelUntil.slice(0, 10)))}</span>
    </>
  )
}

function detailOf({ tries, refusal, endCode }: RecurrenceCharge) {
  const parts = [
    ...tries.map(({ status, settlesOn, code }) =>
      [
        settlesOn === null ? '' : formatDay(settlesOn),
        words.tryStatuses[status],
        code ? wordsForChargeCode(code) : '',
      ]
        .filter(Boolean)
        .join(' '),
    ),
    ...(endCode === null ? [] : [wordsForChargeCode(endCode)]),
    ...(refusal === null ? [] : [refusal]),
  ]
  return parts.length === 0 ? null : <span className={styles.muted}>{parts.join(' · ')}</span>
}

interface RetryDialogProps {
  recurrenceId: string
  txid: string
  days: { fromDay: string; toDay: string }
  onClose: () => void
}

function RetryDialog({ recurrenceId, txid, days: { fromDay, toDay }, onClose }: RetryDialogProps) {
  const [day, setDay] = useState(fromDay)
  const { mutate, isPending, error } = useRetry(recurrenceId, txid)
  return (
    <FormDialog
      title={words.retryTitle}
      submit={{
        label: words.retryCharge,
        kind: 'primary',
        isReady: day >= fromDay && day <= toDay,
        isPending,
      }}
      onSubmit={() => mutate(day, { onSuccess: onClose })}
      error={error ? wordsForError(error, problems) : undefined}
      cancelLabel={words.keep}
      onClose={onClose}
    >
      <TextField
        label={words.retryDay}
        type="date"
        min={fromDay}
        max={toDay}
        value={day}
        hint={words.retryHint(formatDay(fromDay), formatDay(toDay))}
        onChange={setDay}
      />
    </FormDialog>
  )
}
