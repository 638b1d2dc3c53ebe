import type { Proposal, ProposalAnswer } from '@balcao/contracts'
import { Announcer, Banner, Button, Card, Dialog, RadioGroup } from '@balcao/ui'
import { useState } from 'react'
import { formatMoment } from '../format-moment.ts'
import { LimitFields, useLimitChoice } from '../limit-fields.tsx'
import styles from '../payer.module.css'
import { useAnswerProposal, useProposals } from '../payer-api.ts'
import { ReadState } from '../read-state.tsx'
import { refusalWords } from '../refusal-words.ts'
import { Terms } from '../terms.tsx'
import { addressOf } from '../use-address.ts'
import { Way } from '../way.tsx'
import { proposalStatus } from './status-words.ts'

type Reason = Extract<ProposalAnswer, { accept: false }>['reason']

/** One proposal (journey 1): read, then accepted with a limit or rejected with a reason. */
export function ProposalPage({ proposalId }: { proposalId: string }) {
  const proposals = useProposals()
  const proposal = proposals.data?.proposals.find((one) => one.proposalId === proposalId)
  return (
    <>
      <ReadState query={proposals} failed="A proposta não pôde ser lida." />
      {proposals.data && proposal === undefined ? (
        <p className={styles.empty}>Esta proposta não está mais aqui.</p>
      ) : null}
      {proposal ? <ProposalToAnswer proposal={proposal} /> : null}
    </>
  )
}

function ProposalToAnswer({ proposal }: { proposal: Proposal }) {
  const { limits, fields } = useLimitChoice(proposal.terms, { maximumCents: null, useAccountLimit: false })
  const answer = useAnswerProposal(proposal.proposalId)
  const [isRejecting, setRejecting] = useState(false)
  const isOpen = proposal.status === 'received'
  return (
    <>
      <Card
        title={isOpen ? 'Autorizar cobranças por Pix Automático?' : proposalStatus[proposal.status].words}
      >
        <Terms recurrenceId={proposal.recurrenceId} receiver={proposal.receiver} terms={proposal.terms} />
        {isOpen ? (
          <>
            <p className={styles.muted}>Responda até {formatMoment(proposal.expiresAt)}.</p>
            <LimitFields {...fields} />
          </>
        ) : null}
        {proposal.status === 'answering' ? (
          <Banner tone="accent" title="Resposta enviada. O banco ainda não confirmou." />
        ) : null}
        {proposal.status === 'accepted' ? (
          <Way to={addressOf('autorizacoes', { autorizacao: proposal.recurrenceId })}>Ver a autorização</Way>
        ) : null}
      </Card>
      {answer.error ? <Banner tone="danger" title={refusalWords(answer.error)} urgent /> : null}
      {isOpen ? (
        <div className={styles.actions}>
          <Button onClick={() => setRejecting(true)} busy={answer.isPending}>
            Recusar
          </Button>
          <Button
            kind="primary"
            busy={answer.isPending}
            disabled={limits === undefined}
            onClick={() => limits && answer.mutate({ accept: true, ...limits })}
          >
            Autorizar
          </Button>
        </div>
      ) : null}
      <Announcer message={isOpen ? '' : proposalStatus[proposal.status].words} />
      {isRejecting ? (
        <RejectDialog
          name={proposal.receiver.name}
          onClose={() => setRejecting(false)}
          onReject={(reason) => {
            setRejecting(false)
            answer.mutate({ accept: false, reason })
          }}
        />
      ) : null}
    </>
  )
}

type RejectDialogProps = { name: string; onClose: () => void; onReject: (reason: Reason) => void }

function RejectDialog({ name, onClose, onReject }: RejectDialogProps) {
  const [reason, setReason] = useState<Reason>('not-wanted')
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Recusar a proposta de ${name}?`}
      actions={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button kind="danger" onClick={() => onReject(reason)}>
            Recusar
          </Button>
        </>
      }
    >
      <RadioGroup
        legend="Por quê"
        options={[
          { value: 'not-wanted', label: 'Não quero' },
          { value: 'not-recognised', label: 'Não conheço quem cobra' },
        ]}
        chosen={reason}
        onChoose={setReason}
      />
    </Dialog>
  )
}
