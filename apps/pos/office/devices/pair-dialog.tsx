import type { ClaimedPairing, Device, PairingClaim } from '@balcao/contracts'
import { Banner, FormDialog, TextField } from '@balcao/ui'
import { useId, useState } from 'react'
import { groupCode, plainCode } from '../../checkout/pairing-code.ts'
import { deviceProblems, deviceWords, pairWords as words } from '../../checkout/words/devices.ts'
import { claimWords } from '../../checkout/words/entrance.ts'
import { wordsForError } from '../words-for-error.ts'
import { CompareDialog } from './compare-dialog.tsx'
import { useClaim } from './devices-api.ts'
import { readClaim } from './read-claim.ts'

type PairDialogProps = {
  /** Those that there are; a new one may be typed. */
  terminals: readonly string[]
  onPaired: (device: Device) => void
  onClose: () => void
}

/** Lets a device in: its code and its place, then the two digits that both ends must show. */
export function PairDialog({ terminals, onPaired, onClose }: PairDialogProps) {
  const [typed, setTyped] = useState<PairingClaim>({ code: '', name: '', terminalId: terminals[0] ?? '' })
  const [hasDiffered, setDiffered] = useState(false)
  const [claimed, setClaimed] = useState<ClaimedPairing>()
  const { mutate, isPending, error } = useClaim()
  const listId = useId()
  const { claim, codeError, nameError, terminalError } = readClaim(typed)
  const change = (part: Partial<PairingClaim>) => setTyped({ ...typed, ...part })
  if (claimed !== undefined)
    return (
      <CompareDialog
        pairing={claimed}
        onPaired={onPaired}
        onDiffer={() => {
          setDiffered(true)
          setClaimed(undefined)
          change({ code: '' })
        }}
      />
    )
  return (
    <FormDialog
      title={claimWords.title}
      submit={{ label: claimWords.next, kind: 'primary', isReady: claim !== undefined, isPending }}
      onSubmit={() => claim && mutate(claim, { onSuccess: setClaimed })}
      error={error === null ? undefined : wordsForError(error, deviceProblems)}
      cancelLabel={deviceWords.cancel}
      onClose={onClose}
    >
      {hasDiffered ? <Banner tone="attention" title={claimWords.differed} urgent /> : <p>{words.advice}</p>}
      <TextField
        label={claimWords.code}
        value={groupCode(typed.code)}
        onChange={(text) => change({ code: plainCode(text) })}
        error={typed.code === '' ? undefined : codeError}
        autoCapitalize="characters"
        spellCheck={false}
      />
      <TextField
        label={claimWords.deviceName}
        value={typed.name}
        onChange={(name) => change({ name })}
        hint={claimWords.deviceNameHint}
        error={typed.name === '' ? undefined : nameError}
      />
      <TextField
        label={claimWords.terminal}
        value={typed.terminalId}
        onChange={(text) => change({ terminalId: text.trim().toLowerCase() })}
        hint={claimWords.terminalHint}
        error={typed.terminalId === '' ? undefined : terminalError}
        list={listId}
        autoCapitalize="none"
        spellCheck={false}
      />
      <datalist id={listId}>
        {terminals.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </FormDialog>
  )
}
