import type { Recurrence, RecurrenceDetails } from '@balcao/contracts'
import { Banner, Button, Card, Dialog, Facts, formatCents } from '@balcao/ui'
import ArrowLeft from 'lucide-react/icons/arrow-left'
import { useState } from 'react'
import { termsSentences } from '../../checkout/terms-sentences.ts'
import { officeWords } from '../../checkout/words/office.ts'
import {
  endByWords,
  endCodeWords,
  endingWords,
  recurrenceProblemWords,
} from '../../checkout/words/recurrence.ts'
import { recurrencesWords as words } from '../../checkout/words/recurrence-office.ts'
import { OfficePage } from '../office-page.tsx'
import { ReadState } from '../read-state.tsx'
import { formatDay } from '../shop-days.ts'
import { changeAddress } from '../use-address.ts'
import { wordsForError } from '../words-for-error.ts'
import { ChargeDialog } from './charge-dialog.tsx'
import { ChargesTable } from './charges-table.tsx'
import { ProposalDialog } from './proposal-dialog.tsx'
import { RecurrenceBadges } from './recurrence-badges.tsx'
import { RecurrenceTimeline } from './recurrence-timeline.tsx'
import styles from './recurrences.module.css'
import { useEnd, useRecurrence } from './recurrences-api.ts'

/** One recurrence: what was agreed to, what was charged by it, and what can be done now. */
export function RecurrencePage({ recurrenceId }: { recurrenceId: string }) {
  const found = useRecurrence(recurrenceId)
  const contract = found.data?.recurrence.terms.contract
  return (
    <OfficePage
      title={contract === undefined ? officeWords.pages.recorrencias : words.title(contract)}
      aside={
        <Button icon={<ArrowLeft aria-hidden />} onClick={() => changeAddress({ recorrencia: undefined })}>
          {words.back}
        </Button>
      }
    >
      <ReadState query={found} loading={words.loading} failed={words.oneFailed} />
      {found.data ? <Found details={found.data} /> : null}
    </OfficePage>
  )
}

function Found({ details }: { details: RecurrenceDetails }) {
  const { recurrence, charges, proposals, timeline } = details
  const { recurrenceId, status, ending, cycleToCharge } = recurrence
  const isOffered = status === 'offered' && ending === null
  const [asking, setAsking] = useState<'charge' | 'proposal' | 'end'>()
  const close = () => setAsking(undefined)
  return (
    <>
      {cycleToCharge ? (
        <Banner
          tone="attention"
          title={words.missingTitle(formatDay(cycleToCharge.firstDay), formatDay(cycleToCharge.untilDay))}
          action={{ label: words.charge, onPress: () => setAsking('charge') }}
        >
          {words.missingAdvice}
        </Banner>
      ) : null}
      <Card title={recurrence.debtorName} aside={<RecurrenceBadges {...recurrence} />}>
        <Facts facts={factsOf(recurrence)} />
        <div className={styles.doing}>
          {status === 'approved' ? (
            <Button kind="primary" onClick={() => setAsking('charge')}>
              {words.charge}
            </Button>
          ) : null}
          {isOffered ? <Button onClick={() => setAsking('proposal')}>{words.propose}</Button> : null}
          {isOffered || status === 'approved' ? (
            <Button onClick={() => setAsking('end')}>{words.end}</Button>
          ) : null}
        </div>
      </Card>
      <ChargesTable recurrenceId={recurrenceId} charges={charges} />
      {proposals.length === 0 ? null : (
        <section className={styles.section}>
          <h2>{words.proposals}</h2>
          <ul className={styles.list}>
            {proposals.map(({ proposalId, ispb, status, refusal }) => (
              <li key={proposalId}>
                {ispb}: <b>{words.proposalStatuses[status]}</b> {refusal}
              </li>
            ))}
          </ul>
        </section>
      )}
      <RecurrenceTimeline timeline={timeline} />
      {asking === 'charge' ? <ChargeDialog recurrence={recurrence} onClose={close} /> : null}
      {asking === 'proposal' ? <ProposalDialog recurrenceId={recurrenceId} onClose={close} /> : null}
      {asking === 'end' ? <EndDialog recurrenceId={recurrenceId} onClose={close} /> : null}
    </>
  )
}

function EndDialog({ recurrenceId, onClose }: { recurrenceId: string; onClose: () => void }) {
  const { mutate, isPending, error } = useEnd(recurrenceId)
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.endTitle}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button kind="danger" busy={isPending} onClick={() => mutate(undefined, { onSuccess: onClose })}>
            {words.confirmEnd}
          </Button>
        </>
      }
    >
      <p>{words.endAdvice}</p>
      {error ? (
        <Banner tone="danger" title={wordsForError(error, { problems: recurrenceProblemWords })} urgent />
      ) : null}
    </Dialog>
  )
}

function factsOf({ terms, debtorDocument, terminalId, pspId, status, journey, end, ending }: Recurrence) {
  const [amount, period, retries] = termsSentences(terms)
  const { facts } = words
  return [
    { name: facts.debtor, value: debtorDocument },
    ...(terms.object === null ? [] : [{ name: facts.object, value: terms.object }]),
    { name: facts.amount, value: amount },
    ...(terms.minimumCents === null ? [] : [{ name: facts.minimum, value: formatCents(terms.minimumCents) }]),
    { name: facts.period, value: period },
    { name: facts.retries, value: retries },
    { name: facts.terminal, value: terminalId },
    ...(journey === null ? [] : [{ name: facts.journey, value: words.journeys[journey] }]),
    ...(status === 'offered' && ending === null ? [{ name: facts.waits, value: words.waits }] : []),
    ...(ending !== null ? [{ name: facts.end, value: endingWords[ending] }] : []),
    ...(end === null || ending !== null ? [] : [{ name: facts.end, value: wordsForEnd(end) }]),
    ...(pspId === null ? [] : [{ name: facts.pspId, value: <span className={styles.code}>{pspId}</span> }]),
  ]
}

const wordsForEnd = ({ by, code, text }: NonNullable<Recurrence['end']>) =>
  [by === null ? '' : endByWords[by], code === null ? '' : (endCodeWords[code] ?? code), text ?? '']
    .filter(Boolean)
    .join('. ')
