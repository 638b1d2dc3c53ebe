import { presentCharge } from '../../apps/bff/src/present.ts'
import { StoreError } from '../../apps/bff/src/store/errors.ts'
import { type Charge, NewCharge } from '../../packages/contracts/src/index.ts'
import { PixError } from '../../packages/pix/src/index.ts'
import type { Parts } from '../parts.ts'
import type { Server } from './server.ts'

/** What a screen asks of the BFF. A create carries the very bytes that the till saved. */
export type Asked =
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

/** The routes of the BFF without HTTP: the same flows, the same statuses (apps/bff/src/routes/charges.ts). */
export async function serve(server: Server, asked: Asked, door: Door): Promise<Answer> {
  let answer: Answer
  try {
    answer = await run(server, asked, door.parts)
  } catch (error) {
    if (!(error instanceof PixError) && !(error instanceof StoreError)) door.surprised(error)
    answer = { status: error instanceof PixError || error instanceof StoreError ? 503 : 500 }
  }
  if (!server.isAlive()) return new Promise(() => {})
  door.answered(asked, answer)
  return answer
}

async function run({ deps }: Server, asked: Asked, parts: Parts): Promise<Answer> {
  switch (asked.kind) {
    case 'create': {
      const { amountCents, terminalId = 'caixa-1', description } = NewCharge.parse(JSON.parse(asked.body))
      const created = await parts.createCharge(deps, {
        txid: asked.txid,
        amountCents,
        terminalId,
        description: description ?? null,
      })
      switch (created.kind) {
        case 'created':
          return { status: 201, charge: presentCharge(created.charge) }
        case 'already-there':
          return { status: 200, charge: presentCharge(created.charge) }
        case 'unknown':
          return { status: 202, charge: presentCharge(created.charge) }
        case 'txid-reused':
          return { status: 409 }
        case 'psp-resting':
          return { status: 503 }
        case 'refused':
          return { status: 422 }
      }
      break
    }
    case 'cancel': {
      const cancelled = await parts.cancelCharge(deps, asked.txid)
      if (cancelled.kind === 'not-found') return { status: 404 }
      if (cancelled.kind === 'already-closed') return { status: 409 }
      return {
        status: cancelled.charge.pending === null ? 200 : 202,
        charge: presentCharge(cancelled.charge),
      }
    }
    case 'extend': {
      const extended = await parts.extendCharge(deps, asked.txid, asked.minutes)
      if (extended.kind === 'extended') return { status: 200, charge: presentCharge(extended.charge) }
      return { status: extended.kind === 'not-found' ? 404 : extended.kind === 'refused' ? 422 : 409 }
    }
    case 'refund': {
      const { id, amountCents } = asked
      const refunding = await parts.refundCharge(deps, asked.txid, {
        id,
        amountCents,
        endToEndId: null,
        description: null,
      })
      if (refunding.kind === 'asked') return { status: 202, charge: presentCharge(refunding.charge) }
      return { status: refunding.kind === 'not-found' ? 404 : 409 }
    }
    case 'show': {
      const known = await deps.store.charge(asked.txid)
      if (known === undefined || known.terminalId !== asked.terminalId) return { status: 404 }
      await deps.store.setCurrent(asked.terminalId, asked.current)
      deps.bus.ring(asked.terminalId)
      return { status: 204, charge: presentCharge(known) }
    }
  }
}
