import type { NewLineNote } from '@balcao/contracts'
import { Banner, Button, Dialog, TextField } from '@balcao/ui'
import { type FormEvent, useId, useState } from 'react'
import { explainWords as words } from '../../checkout/words/reconciliation.ts'
import { wordsForError } from '../words-for-error.ts'
import { readNote } from './read-note.ts'
import styles from './reconciliation.module.css'

type ExplainDialogProps = {
  /** Of a line that has a sale already it is not asked. */
  hasSale: boolean
  deed: { isPending: boolean; error: Error | null; ask: (note: NewLineNote) => void }
  onClose: () => void
}

/** A person's word about a line. It is kept for ever, so it is said that it changes nothing else. */
export function ExplainDialog({ hasSale, deed, onClose }: ExplainDialogProps) {
  const [text, setText] = useState('')
  const [txid, setTxid] = useState('')
  const formId = useId()
  const read = readNote(text, txid)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (read.note && !deed.isPending) deed.ask(read.note)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            kind="primary"
            type="submit"
            form={formId}
            busy={deed.isPending}
            disabled={read.note === undefined}
          >
            {words.save}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit}>
        <TextField
          label={words.text}
          value={text}
          onChange={setText}
          hint={words.textHint}
          error={read.textError}
        />
        {hasSale ? null : (
          <TextField
            label={words.txid}
            value={txid}
            onChange={setTxid}
            hint={words.txidHint}
            error={read.txidError}
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
        <p className={styles.muted}>{words.forEver}</p>
        {deed.error === null ? null : <Banner tone="danger" title={wordsForError(deed.error)} urgent />}
      </form>
    </Dialog>
  )
}
