import { NewProposal } from '@balcao/contracts'
import { FormDialog, TextField } from '@balcao/ui'
import { useState } from 'react'
import { mintTxid } from '../../checkout/mint-txid.ts'
import { offerWords, recurrenceProblemWords } from '../../checkout/words/recurrence.ts'
import { recurrencesWords as words } from '../../checkout/words/recurrence-office.ts'
import { wordsForError } from '../words-for-error.ts'
import { useProposing } from './recurrences-api.ts'

/** To which account the request goes (journey 1). */
export function ProposalDialog({ recurrenceId, onClose }: { recurrenceId: string; onClose: () => void }) {
  const [proposalId] = useState(mintTxid)
  const [form, setForm] = useState({ ispb: '', branch: '', account: '', document: '' })
  const { mutate, isPending, error } = useProposing(recurrenceId)
  const { branch, ...rest } = form
  const document = form.document.replace(/[\s./-]/g, '')
  const recipient = NewProposal.safeParse({ ...rest, document, ...(branch !== '' && { branch }) }).data
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (text: string) => setForm({ ...form, [name]: text.trim() }),
  })
  return (
    <FormDialog
      title={words.proposeTitle}
      submit={{ label: words.propose, kind: 'primary', isReady: recipient !== undefined, isPending }}
      onSubmit={() => recipient && mutate({ proposalId, recipient }, { onSuccess: onClose })}
      error={error ? wordsForError(error, { problems: recurrenceProblemWords }) : undefined}
      cancelLabel={words.keep}
      onClose={onClose}
    >
      <p>{words.proposeAdvice}</p>
      <TextField label={words.ispb} hint={words.ispbHint} maxLength={8} {...field('ispb')} />
      <TextField label={words.branch} maxLength={4} {...field('branch')} />
      <TextField label={words.account} maxLength={20} {...field('account')} />
      <TextField
        label={words.document}
        maxLength={20}
        error={document.length > 14 ? offerWords.documentWrong : undefined}
        {...field('document')}
      />
    </FormDialog>
  )
}
