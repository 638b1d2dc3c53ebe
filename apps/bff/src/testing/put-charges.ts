import { expect } from 'vitest'
import { newTxid, problemOf, type World } from './world.ts'

type Headers = Record<string, string>

/** Asks for charges, good and bad. */
export function putCharges(world: () => World) {
  const put = (body: unknown, headers?: Headers, txid = newTxid()) =>
    world().api('PUT', `/api/charges/${txid}`, body, headers)
  /** A refusal that left nothing behind: not in the ledger, not at the PSP. */
  async function refused(body: unknown, headers?: Headers) {
    const txid = newTxid()
    const problem = problemOf(await put(body, headers, txid))
    expect((await world().api('GET', `/api/charges/${txid}`)).status).toBe(404)
    expect((await world().state()).cobs.map((cob) => cob.txid)).not.toContain(txid)
    return problem
  }
  return { put, refused }
}
