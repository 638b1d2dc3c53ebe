import type { NewProposal, SentProposal } from '@balcao/contracts'
import { audit, byItself } from './audit.ts'
import type { Database } from './database.ts'

export type ProposalStatus = SentProposal['status']
/** A recurrence on its way to a payer's bank (journey 1). */
export type KeptProposal = {
  proposalId: string
  recurrenceId: string
  status: ProposalStatus
  pspId: string | null
  recipient: NewProposal
  expiresAtMs: number
  refusal: string | null
  createdAtMs: number
}
type Row = Omit<KeptProposal, 'recipient'> & { recipient: string }

const columns = `proposal_id AS "proposalId", recurrence_id AS "recurrenceId", status, psp_id AS "pspId", recipient,
  expires_at_ms AS "expiresAtMs", refusal, created_at_ms AS "createdAtMs"`

export function createRecurrenceProposals(db: Database) {
  const read = async (condition: string, value: string): Promise<KeptProposal[]> =>
    (
      await db.all<Row>(
        `SELECT ${columns} FROM recurrence_proposal WHERE ${condition} ORDER BY created_at_ms`,
        value,
      )
    ).map((row) => ({ ...row, recipient: JSON.parse(row.recipient) as NewProposal }))

  return {
    proposal: async (proposalId: string) => (await read('proposal_id = ?', proposalId))[0],

    /** Oldest first. */
    proposalsOf: (recurrenceId: string) => read('recurrence_id = ?', recurrenceId),

    /** Writes the intent before the PSP hears of it. Answers false where the id is taken. */
    async insertProposal(one: KeptProposal, by = byItself): Promise<boolean> {
      const { proposalId, recurrenceId, createdAtMs } = one
      const written = await db.write([
        {
          text: `INSERT INTO recurrence_proposal (proposal_id, recurrence_id, status, psp_id, recipient, expires_at_ms, refusal, created_at_ms)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
          values: [
            ...[proposalId, recurrenceId, one.status, one.pspId, JSON.stringify(one.recipient)],
            ...[one.expiresAtMs, one.refusal, createdAtMs],
          ],
          expects: 1,
        },
        audit(
          {
            ...{ actor: by, action: 'recurrence-deed', subject: `recurrence:${recurrenceId}` },
            detail: { deed: 'propose', proposalId, ispb: one.recipient.ispb },
          },
          createdAtMs,
        ),
      ])
      return written.kind === 'written'
    },

    /** What the PSP says of it now. */
    async setProposal(
      { proposalId, recurrenceId }: KeptProposal,
      { status, pspId, refusal }: Pick<KeptProposal, 'status' | 'pspId' | 'refusal'>,
      nowMs: number,
    ): Promise<void> {
      await db.write([
        {
          text: 'UPDATE recurrence_proposal SET status = ?, psp_id = ?, refusal = ? WHERE proposal_id = ?',
          values: [status, pspId, refusal, proposalId],
        },
        audit(
          {
            ...{ actor: byItself, action: 'recurrence-deed', subject: `recurrence:${recurrenceId}` },
            detail: { deed: 'propose', proposalId, status },
          },
          nowMs,
        ),
      ])
    },
  }
}
