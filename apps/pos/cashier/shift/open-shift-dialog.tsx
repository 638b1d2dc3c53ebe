import type { ShiftDetails, Snapshot } from '@balcao/contracts'
import type { ServerClock } from '@balcao/shell'
import { Banner, Button, Dialog, formatCents } from '@balcao/ui'
import { useState } from 'react'
import { TestSound } from '../../checkout/voice/test-sound.tsx'
import { shiftWords as words } from '../../checkout/words/shifts.ts'
import { ReadinessList } from './readiness-list.tsx'
import styles from './shift.module.css'
import { openShift, wordsFor } from './shift-api.ts'
import { useReadiness } from './use-readiness.ts'

interface OpenShiftDialogProps {
  terminalId: string
  snapshot: Snapshot | undefined
  clock: ServerClock
  onChanged: () => void
  onClose: () => void
}

/** Whether it is loud enough for today only an ear can tell. */
const thisScreen = ['till'] as const

/** Looks at everything around the till, and opens the shift whatever that says. */
export function OpenShiftDialog({ terminalId, snapshot, clock, onChanged, onClose }: OpenShiftDialogProps) {
  const lines = useReadiness(snapshot, clock)
  const [state, setState] = useState<'asking' | 'opening' | { failed: string } | ShiftDetails>('asking')
  const attention = lines.filter((line) => line.state === 'attention').map(({ item }) => item)
  const open = async () => {
    setState('opening')
    const reply = await openShift(terminalId, { attention })
    if (!reply.ok) return setState({ failed: wordsFor(reply) })
    onChanged()
    // What was sold before is worth a sentence; otherwise the next sale is.
    if (reply.value.soFar?.beforeOpening.count) setState(reply.value)
    else onClose()
  }
  if (typeof state === 'object' && 'shift' in state) return <Opened details={state} onClose={onClose} />
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.openTitle}
      actions={
        <>
          <Button onClick={onClose}>{words.back}</Button>
          <Button kind="primary" busy={state === 'opening'} onClick={() => void open()}>
            {words.open}
          </Button>
        </>
      }
    >
      <p role="status">
        <b>
          {summary(
            lines.some(({ state: one }) => one === 'checking'),
            attention.length,
          )}
        </b>{' '}
        {words.openAdvice}
      </p>
      <ReadinessList lines={lines} />
      <TestSound screens={thisScreen} />
      {typeof state === 'object' ? <Banner tone="danger" title={state.failed} urgent /> : null}
    </Dialog>
  )
}

function summary(isChecking: boolean, warnings: number): string {
  if (warnings > 0) return words.warnings(warnings)
  return isChecking ? words.checking : words.ready
}

function Opened({ details: { soFar }, onClose }: { details: ShiftDetails; onClose: () => void }) {
  const { count = 0, cents = 0 } = soFar?.beforeOpening ?? {}
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.opened}
      actions={
        <Button kind="primary" onClick={onClose}>
          {words.done}
        </Button>
      }
    >
      <p role="status" className={styles.lead}>
        {words.before(count, formatCents(cents))}
      </p>
    </Dialog>
  )
}
