import type { PayerRecurrence, Proposal, RecurrenceTerms } from '@balcao/contracts'
import { Badge, Card } from '@balcao/ui'
import { BackWay } from '../back-way.tsx'
import type { Feed } from '../feed.ts'
import { formatMoment } from '../format-moment.ts'
import styles from '../payer.module.css'
import { useProposals, useRecurrences } from '../payer-api.ts'
import { PayerPage } from '../payer-page.tsx'
import { ReadState } from '../read-state.tsx'
import { chargeSentence } from '../terms-words.ts'
import { addressOf, useAddress } from '../use-address.ts'
import { Way } from '../way.tsx'
import { payerWords } from '../words.ts'
import { ProposalPage } from './proposal-page.tsx'
import { RecurrencePage } from './recurrence-page.tsx'
import { nextSentence, proposalStatus, recurrenceStatus } from './status-words.ts'

/** Who may charge this account, and who would like to. */
export function AuthorizationsPage({ feed }: { feed: Feed }) {
  const { recurrenceId, proposalId } = useAddress()
  const up = <BackWay to={addressOf('autorizacoes')}>{payerWords.pages.autorizacoes}</BackWay>
  if (recurrenceId !== undefined)
    return (
      <PayerPage title={payerWords.recurrence} back={up} feed={feed}>
        <RecurrencePage recurrenceId={recurrenceId} />
      </PayerPage>
    )
  if (proposalId !== undefined)
    return (
      <PayerPage title={payerWords.proposal} back={up} feed={feed}>
        <ProposalPage proposalId={proposalId} />
      </PayerPage>
    )
  return (
    <PayerPage title={payerWords.pages.autorizacoes} feed={feed}>
      <Lists />
    </PayerPage>
  )
}

function Lists() {
  const proposals = useProposals()
  const recurrences = useRecurrences()
  const waiting = proposals.data?.proposals.filter(
    ({ status }) => status === 'received' || status === 'answering',
  )
  const isEmpty = waiting?.length === 0 && recurrences.data?.recurrences.length === 0
  return (
    <>
      <ReadState query={proposals} failed="As propostas não puderam ser lidas." />
      {waiting && waiting.length > 0 ? (
        <Card title="Propostas para responder">
          <ul className={styles.list}>
            {waiting.map((proposal) => (
              <ProposalRow key={proposal.proposalId} proposal={proposal} />
            ))}
          </ul>
        </Card>
      ) : null}
      <ReadState query={recurrences} failed="As autorizações não puderam ser lidas." />
      {isEmpty ? (
        <p className={styles.empty}>
          Ninguém pode cobrar esta conta por Pix Automático. Uma autorização começa por um código lido em
          Pagar, ou por uma proposta que chega aqui.
        </p>
      ) : null}
      {recurrences.data && recurrences.data.recurrences.length > 0 ? (
        <Card title="Minhas autorizações">
          <ul className={styles.list}>
            {recurrences.data.recurrences.map((recurrence) => (
              <RecurrenceRow key={recurrence.recurrenceId} recurrence={recurrence} />
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  )
}

const ProposalRow = ({ proposal }: { proposal: Proposal }) => (
  <li>
    <Way to={addressOf('autorizacoes', { proposta: proposal.proposalId })}>
      <span className={styles.rowHead}>
        <bdi className={styles.name}>{proposal.receiver.name}</bdi>
        <Badge tone={proposalStatus[proposal.status].tone}>{proposalStatus[proposal.status].words}</Badge>
      </span>
      <Purpose terms={proposal.terms} />
      <span className={styles.muted}>Responda até {formatMoment(proposal.expiresAt)}</span>
    </Way>
  </li>
)

const RecurrenceRow = ({ recurrence }: { recurrence: PayerRecurrence }) => (
  <li>
    <Way to={addressOf('autorizacoes', { autorizacao: recurrence.recurrenceId })}>
      <span className={styles.rowHead}>
        <bdi className={styles.name}>{recurrence.receiver.name}</bdi>
        <Badge tone={recurrenceStatus[recurrence.status].tone}>
          {recurrenceStatus[recurrence.status].words}
        </Badge>
      </span>
      <Purpose terms={recurrence.terms} />
      <span className={styles.muted}>{nextSentence(recurrence)}</span>
    </Way>
  </li>
)

/** What for, and how much: one receiver may have several. */
const Purpose = ({ terms }: { terms: RecurrenceTerms }) => (
  <>
    {terms.object ? <bdi className={styles.purpose}>{terms.object}</bdi> : null}
    <span>{chargeSentence(terms)}</span>
  </>
)
