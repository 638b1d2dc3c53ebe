import { type Deed as AuditedDeed, audit } from './audit.ts'
import type { Database } from './database.ts'
import { nextPayerVersion } from './payer-version.ts'

export type ProposalAnswered = { proposalId: string; answer: string; status: 'asked' | 'sent'; atMs: number }

/** What was said to proposals, and everything else that somebody has asked of the provider. */
export function createPayerAnswers(db: Database) {
  return {
    async answers(): Promise<Map<string, ProposalAnswered>> {
      const rows = await db.all<ProposalAnswered>(
        'SELECT proposal_id AS "proposalId", answer, status, at_ms AS "atMs" FROM payer_answer',
      )
      return new Map(rows.map((row) => [row.proposalId, row]))
    },

    /** Before the provider hears of it. Answers false where this proposal has an answer already. */
    async insertAnswer(answered: ProposalAnswered, by: string): Promise<boolean> {
      const { proposalId, answer, status, atMs } = answered
      const written = await db.write([
        {
          text: 'INSERT INTO payer_answer (proposal_id, answer, status, at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
          values: [proposalId, answer, status, atMs],
          expects: 1,
        },
        audit(
          {
            ...{ actor: by, action: 'payer-proposal-answered', subject: `payer-proposal:${proposalId}` },
            detail: { answer: JSON.parse(answer) },
          },
          atMs,
        ),
        nextPayerVersion,
      ])
      return written.kind === 'written'
    },

    /** The provider has it. */
    sentAnswer: async (proposalId: string): Promise<void> =>
      void (await db.write([
        { text: "UPDATE payer_answer SET status = 'sent' WHERE proposal_id = ?", values: [proposalId] },
        nextPayerVersion,
      ])),

    /** The provider has refused it, or never got it: it may be given again. */
    forgetAnswer: async (proposalId: string, deed: AuditedDeed, nowMs: number): Promise<void> =>
      void (await db.write([
        { text: 'DELETE FROM payer_answer WHERE proposal_id = ?', values: [proposalId] },
        audit(deed, nowMs),
        nextPayerVersion,
      ])),

    /** One deed that is the provider's to keep: here it leaves its trace, before it is asked for and after. */
    notePayerDeed: async (deed: AuditedDeed, nowMs: number): Promise<void> =>
      void (await db.write([audit(deed, nowMs), nextPayerVersion])),
  }
}
