import { FormDialog, TextField } from '@balcao/ui'
import { useState } from 'react'
import { deviceProblems, deviceWords as words } from '../../checkout/words/devices.ts'
import { claimWords } from '../../checkout/words/entrance.ts'
import type { Deed } from '../deed.ts'
import { wordsForError } from '../words-for-error.ts'
import { readName } from './read-name.ts'

type RenameDialogProps = { from: string; deed: Deed<string>; onClose: () => void }

export function RenameDialog({ from, deed, onClose }: RenameDialogProps) {
  const [typed, setTyped] = useState(from)
  const { name, nameError } = readName(typed)
  return (
    <FormDialog
      title={words.renameTitle}
      submit={{ label: words.save, kind: 'primary', isReady: name !== undefined, isPending: deed.isPending }}
      onSubmit={() => name !== undefined && deed.ask(name)}
      error={deed.error === null ? undefined : wordsForError(deed.error, deviceProblems)}
      cancelLabel={words.cancel}
      onClose={onClose}
    >
      <TextField
        label={claimWords.deviceName}
        value={typed}
        onChange={setTyped}
        hint={claimWords.deviceNameHint}
        error={nameError}
      />
    </FormDialog>
  )
}
