import type { NewLineNote } from '@balcao/contracts'
import { FormDialog, TextField } from '@balcao/ui'
import { useState } from 'react'
import { explainWords as words } from '../../checkout/words/reconciliation.ts'
import type { Deed } from '../deed.ts'
import { wordsForError } from '../words-for-error.ts'
import { readNote } from './read-note.ts'
import styles from './reconciliation.module.css'

type ExplainDialogProps = {
  /** Of a line that has a sale already it is not asked. */
  hasSale: boolean
  deed: Deed<NewLineNote>
  onClose: () => void
}

/** A person's word about a line. It is kept for ever, so it is said that it changes nothing else. */
export function ExplainDialog({ hasSale, deed, onClose }: ExplainDialogProps) {
  const [text, setText] = useState('')
  const [txid, setTxid] = useState('')
  const { note, textError, txidError } = readNote(text, txid)
  return (
    <FormDialog
      title={words.title}
      submit={{
        label: words.save,
        kind: 'primary',
        isReady: note !== undefined,
        isPending: deed.isPending,
      }}
      onSubmit={() => note && deed.ask(note)}
      error={deed.error === null ? undefined : wordsForError(deed.error)}
      cancelLabel={words.cancel}
      onClose={onClose}
    >
      <TextField label={words.text} value={text} onChange={setText} hint={words.textHint} error={textError} />
      {hasSale ? null : (
        <TextField
          label={words.txid}
          value={txid}
          onChange={setTxid}
          hint={words.txidHint}
          error={txidError}
          autoCapitalize="none"
          spellCheck={false}
        />
      )}
      <p className={styles.muted}>{words.forEver}</p>
    </FormDialog>
  )
}
