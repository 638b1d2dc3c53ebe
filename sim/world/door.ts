import { showCharge } from '../../apps/bff/src/flows/show-charge.ts'
import { ProblemError, problemOf } from '../../apps/bff/src/problem.ts'
import {
  answerToCancel,
  answerToCreate,
  answerToExtend,
  answerToRefund,
  askedOf,
} from '../../apps/bff/src/routes/charge-answers.ts'
import { type Charge, NewCharge, problems } from '../../packages/contracts/src/index.ts'
import type { Parts } from '../parts.ts'
import type { Server } from './server.ts'

/** What a screen asks of the BFF, and who sits before it. A create carries the very bytes that the till saved. */
export type Asked = Question & { by?: string }
type Question =
  | { kind: 'create'; txid: string; body: string }
  | { kind: 'cancel'; txid: string }
  | { kind: 'extend'; txid: string; minutes: number }
  | { kind: 'refund'; txid: string; id: string; amountCents: number }
  | { kind: 'show'; txid: string; terminalId: string; current: string | null }

export type Answer = { status: number; charge?: Charge }

export type Door = {
  parts: Parts
  /** Every answer that left, whoever heard it: what was promised by it has to hold. */
  answered: (asked: Asked, answer: Answer) => void
  surprised: (error: unknown) => void
}

/** The routes of the BFF without HTTP: the same flows, and what the routes say of how they ended. */
export async function serve(server: Server, asked: Asked, door: Door): Promise<Answer> {
  let answer: Answer
  try {
    answer = await run(server, asked, door.parts)
  } catch (error) {
    const { name } = problemOf(error)
    if (name === 'internal') door.surprised(error)
    answer = { status: problems[name].status }
  }
  if (!server.isAlive()) return new Promise(() => {})
  door.answered(asked, answer)
  return answer
}

async function run(server: Server, asked: Asked, parts: Parts): Promise<Answer> {
  const { txid, by } = asked
  const deps = { ...server.deps, ...(by !== undefined && { by }) }
  switch (asked.kind) {
    case 'create': {
      const body = NewCharge.parse(JSON.parse(asked.body))
      return answerToCreate(await parts.createCharge(deps, askedOf(txid, body)))
    }
    case 'cancel':
      return answerToCancel(await parts.cancelCharge(deps, txid))
    case 'extend':
      return answerToExtend(await parts.extendCharge(deps, txid, asked.minutes))
    case 'refund': {
      const { id, amountCents } = asked
      const refund = { id, amountCents, endToEndId: null, description: null, limitCents: null }
      return answerToRefund(await parts.refundCharge(deps, txid, refund), id)
    }
    case 'show':
      if (await showCharge(deps, asked.terminalId, asked.current)) return { status: 204 }
      throw new ProblemError('charge-not-found')
  }
}
