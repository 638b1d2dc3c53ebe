import { type NewLineNote, Txid } from '@balcao/contracts'
import { explainWords } from '../../checkout/words/reconciliation.ts'

/** As many as the server takes (contract, NewLineNote). */
const noteCharacters = 280

export type NoteRead = {
  /** Undefined while something is wrong or missing. */
  note: NewLineNote | undefined
  textError: string | undefined
  txidError: string | undefined
}

/** What a person typed about a line, as a request or as words about what is wrong with it. By hand for the reason given in read-refund.ts. */
export function readNote(typed: string, code: string): NoteRead {
  const [text, txid] = [typed.trim(), code.trim()]
  const characters = [...text].length
  const isText = characters <= noteCharacters
  const isTxid = txid === '' || Txid.safeParse(txid).success
  return {
    note: text !== '' && isText && isTxid ? { text, ...(txid && { txid }) } : undefined,
    textError: isText ? undefined : explainWords.textTooLong(characters),
    txidError: isTxid ? undefined : explainWords.txidWrong,
  }
}
