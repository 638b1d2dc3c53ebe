import type { ClaimedPairing, Device } from '@balcao/contracts'
import { FormDialog } from '@balcao/ui'
import { deviceProblems, pairWords as words } from '../../checkout/words/devices.ts'
import { claimWords } from '../../checkout/words/entrance.ts'
import { wordsForError } from '../words-for-error.ts'
import styles from './devices.module.css'
import { useConfirmation } from './devices-api.ts'

type CompareDialogProps = {
  pairing: ClaimedPairing
  onPaired: (device: Device) => void
  onDiffer: () => void
}

/** Whose code was typed, nobody can see; that both ends show the same two digits, everybody can. */
export function CompareDialog({
  pairing: { pairingId, kind, check },
  onPaired,
  onDiffer,
}: CompareDialogProps) {
  const { mutate, isPending, error } = useConfirmation()
  return (
    <FormDialog
      title={claimWords.compare(kind)}
      submit={{ label: claimWords.confirm, kind: 'primary', isReady: true, isPending }}
      onSubmit={() => mutate(pairingId, { onSuccess: onPaired })}
      error={error === null ? undefined : wordsForError(error, deviceProblems)}
      cancelLabel={claimWords.differ}
      onClose={onDiffer}
    >
      <p className={styles.check}>{check}</p>
      <p className={styles.muted}>{words.compareAdvice}</p>
    </FormDialog>
  )
}
