import { randomBytes } from 'node:crypto'
import { type Cob, isOutcomeUnknown, patchCob, putCob, readCob } from '@balcao/pix'
import { truthOf } from '../psp/translate.ts'
import type { Caller } from './caller.ts'
import { Wrong } from './explain.ts'
import type { Found } from './steps.ts'

/** Long enough to be removed again, short enough to die by itself where that fails. */
const expirationSeconds = 300

/** One cent is asked for, its code is read as a bank's app would, and it is taken back. Nobody pays. */
export async function checkCharge(
  { connection, call }: Caller,
  chave: string,
  shopName: string,
): Promise<Found<true>> {
  const txid = randomBytes(16).toString('hex')
  const code = await create().catch(async (error: unknown) => {
    // It may stand all the same; what is wrong with it matters more than whether it can be removed.
    if (isOutcomeUnknown(error)) await remove().catch(() => {})
    throw error
  })
  const removed = await remove()
  if (removed.status !== 'removed-by-receiver')
    throw new Wrong(
      `A cobrança ${txid} foi criada, mas não foi removida (${removed.rawStatus}).`,
      'Ela vence sozinha em 5 minutos; não a pague.',
    )
  return { said: `criada, código lido (${code.length} caracteres), removida`, value: true }

  async function create(): Promise<string> {
    const created = await call(putCob(txid, { amountCents: 1, expirationSeconds, chave }))
    return truthOf(readCob(created, connection.profile), shopName, Date.now()).copiaECola
  }
  async function remove(): Promise<Cob> {
    return readCob(await call(patchCob(txid, { remove: true })), connection.profile)
  }
}
