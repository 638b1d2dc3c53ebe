import type { Shift, ShiftDetails } from '@balcao/contracts'
import { Amount, Banner, Button, Dialog, Facts, formatCents } from '@balcao/ui'
import { useState } from 'react'
import { shiftWords as words } from '../../checkout/words/shifts.ts'
import styles from './shift.module.css'
import { closeShift, wordsFor } from './shift-api.ts'
import { useShiftDetails } from './use-shift-details.ts'

interface CloseShiftDialogProps {
  /** The one to end. */
  shift: Shift
  onChanged: () => void
  onClose: () => void
}

/** Ends the shift, and stays until it is counted or whoever waits has gone. */
export function CloseShiftDialog({
  shift: { shiftId, terminalId },
  onChanged,
  onClose,
}: CloseShiftDialogProps) {
  const { details, setDetails } = useShiftDetails(shiftId)
  const [state, setState] = useState<'asking' | 'closing' | { failed: string }>('asking')
  const isOver = details !== undefined && details.shift.status !== 'open'
  const close = async () => {
    setState('closing')
    const reply = await closeShift(terminalId, { shiftId })
    if (!reply.ok) return setState({ failed: wordsFor(reply) })
    setState('asking')
    setDetails(reply.value)
    onChanged()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={details?.shift.status === 'closed' ? words.closed : words.closeTitle}
      actions={
        isOver ? (
          <Button kind="primary" onClick={onClose}>
            {words.done}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{words.back}</Button>
            <Button kind="primary" busy={state === 'closing'} onClick={() => void close()}>
              {words.close}
            </Button>
          </>
        )
      }
    >
      {isOver ? <Over details={details} /> : <Question soFar={details?.soFar ?? null} />}
      {typeof state === 'object' ? <Banner tone="danger" title={state.failed} urgent /> : null}
    </Dialog>
  )
}

const Question = ({ soFar }: Pick<ShiftDetails, 'soFar'>) => (
  <>
    <p>{words.closeQuestion}</p>
    <p className={styles.sentence}>{words.closeMeanwhile}</p>
    {soFar === null ? null : <p>{words.soFar(soFar.received.count, formatCents(soFar.received.cents))}</p>}
  </>
)

/** Being counted, waiting for the bank, or what it came to. */
function Over({ details: { shift } }: { details: ShiftDetails }) {
  const { figures, advice, shiftId } = shift
  if (figures === null && advice === null)
    return (
      <>
        <p role="status">
          <b>{words.closing}</b>
        </p>
        <p className={styles.sentence}>{words.closingAdvice}</p>
      </>
    )
  if (figures === null)
    return (
      <Banner tone="attention" title={words.waiting} urgent>
        {advice} {words.waitingAdvice}
      </Banner>
    )
  return (
    <div role="status">
      <Facts
        facts={[
          { name: words.received, value: <Amount cents={figures.received.cents} /> },
          { name: words.refunded, value: <Amount cents={figures.refunded.cents} /> },
          { name: words.net, value: <b>{formatCents(figures.netCents)}</b> },
          { name: words.differences, value: figures.differenceCount },
        ]}
      />
      <a
        className={styles.report}
        href={`/gestao/?${new URLSearchParams({ pagina: 'turnos', turno: shiftId })}`}
      >
        {words.report}
      </a>
    </div>
  )
}
