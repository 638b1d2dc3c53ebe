import type { Receiver, RecurrenceTerms } from '@balcao/contracts'
import { Amount } from '@balcao/ui'
import styles from './payer.module.css'
import {
  contradictionSentence,
  documentWords,
  everyWords,
  periodSentence,
  retrySentence,
} from './terms-words.ts'
import { Told } from './told.tsx'

type TermsProps = {
  recurrenceId: string
  receiver: Receiver
  terms: RecurrenceTerms
  /** `amount` where nothing else on the page is an amount to agree to. */
  size?: 'amount' | 'title'
}

/** What somebody agrees to, whole: how much, how often, who, what for, from when, until when, and what if there is no money. */
export const Terms = ({ recurrenceId, receiver, terms, size = 'amount' }: TermsProps) => (
  <>
    <div>
      {terms.fixedCents === null ? (
        <p className={styles.varying}>Valor que pode mudar</p>
      ) : (
        <Amount cents={terms.fixedCents} size={size} />
      )}
      <p className={styles.lead}>{everyWords(terms)}</p>
    </div>
    <Told
      facts={[
        { name: 'Quem cobra', value: <Who receiver={receiver} /> },
        ...(terms.object ? [{ name: 'Pelo quê', value: <bdi>{terms.object}</bdi> }] : []),
        { name: 'Contrato', value: <bdi>{terms.contract}</bdi> },
        { name: 'Quando', value: periodSentence(terms) },
        { name: 'Sem saldo', value: <Retries recurrenceId={recurrenceId} terms={terms} /> },
      ]}
    />
  </>
)

function Retries({ recurrenceId, terms }: Pick<TermsProps, 'recurrenceId' | 'terms'>) {
  const contradiction = contradictionSentence(recurrenceId, terms)
  return (
    <>
      {retrySentence(terms)}
      {contradiction === null ? null : <p className={styles.contradiction}>{contradiction}</p>}
    </>
  )
}

/** A receiver by name and document, as far as it is told. */
export const Who = ({ receiver: { name, document } }: { receiver: Receiver }) => (
  <span className={styles.who}>
    <bdi className={styles.name}>{name}</bdi>
    {document === null ? null : <span className={styles.document}>{documentWords(document)}</span>}
  </span>
)
