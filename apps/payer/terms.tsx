import type { Receiver, RecurrenceTerms } from '@balcao/contracts'
import { Facts } from '@balcao/ui'
import { chargeSentence, periodSentence, retrySentence } from './terms-words.ts'

type TermsProps = { receiver: Receiver; terms: RecurrenceTerms }

/** What somebody agrees to, whole: who, what for, how much, how often, from when, until when, and what if there is no money. */
export const Terms = ({ receiver, terms }: TermsProps) => (
  <Facts
    facts={[
      { name: 'Quem cobra', value: <bdi>{receiver.name}</bdi> },
      ...(receiver.document ? [{ name: 'Documento', value: receiver.document }] : []),
      ...(terms.object ? [{ name: 'Pelo quê', value: <bdi>{terms.object}</bdi> }] : []),
      { name: 'Contrato', value: <bdi>{terms.contract}</bdi> },
      { name: 'Quanto', value: chargeSentence(terms) },
      { name: 'Quando', value: periodSentence(terms) },
      { name: 'Sem saldo', value: retrySentence(terms) },
    ]}
  />
)
