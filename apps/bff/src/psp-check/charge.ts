import { randomBytes } from 'node:crypto'
import { isOutcomeUnknown, patchCob, postCob, putCob, readCob } from '@balcao/pix'
import { truthOf } from '../psp/translate.ts'
import type { Caller } from './caller.ts'
import type { Found } from './steps.ts'
import { Wrong } from './trouble.ts'

/** Long enough to be removed again, short enough to die by itself where that fails. */
const expirationSeconds = 300

/**
 * One cent is asked for, its code is read as a bank's app would, and it is taken back. Nobody pays. With a txid of ours, as every sale
 * is made, and with one of the PSP's where it makes them: a sale never is, since a repeat would make a second one.
 */
export async function checkCharge(caller: Caller, chave: string, shopName: string): Promise<Found<true>> {
  const length = await createAndRemove(caller, chave, shopName)
  const { supports } = caller.connection.profile
  if (supports.postCob) await takeBack(caller, await createWithoutTxid(caller, chave))
  const ways = supports.postCob ? ', com txid nosso e do PSP' : ''
  return { said: `criada, código lido (${length} caracteres), removida${ways}`, value: true }
}

async function createAndRemove(caller: Caller, chave: string, shopName: string): Promise<number> {
  const txid = randomBytes(16).toString('hex')
  const { connection, call } = caller
  try {
    const created = await call(putCob(txid, { amountCents: 1, expirationSeconds, chave }))
    const code = truthOf(readCob(created, connection.profile), shopName, Date.now()).copiaECola
    await takeBack(caller, txid)
    if (code === null)
      throw new Wrong(
        'A cobrança foi criada sem pixCopiaECola e sem location: não há o que mostrar ao cliente.',
        'Confira com o PSP se a conta e a chave estão habilitadas para cobrança dinâmica.',
      )
    return code.length
  } catch (error) {
    // It may stand all the same; what is wrong with it matters more than whether it can be removed.
    if (isOutcomeUnknown(error)) await call(patchCob(txid, { remove: true })).catch(() => {})
    throw error
  }
}

async function createWithoutTxid({ connection, call }: Caller, chave: string): Promise<string> {
  const created = await call(postCob({ amountCents: 1, expirationSeconds, chave }))
  return readCob(created, connection.profile).txid
}

async function takeBack({ connection, call }: Caller, txid: string): Promise<void> {
  const removed = readCob(await call(patchCob(txid, { remove: true })), connection.profile)
  if (removed.status !== 'removed-by-receiver')
    throw new Wrong(
      `A cobrança ${txid} foi criada, mas não foi removida (${removed.rawStatus}).`,
      'Ela vence sozinha em 5 minutos; não a pague.',
    )
}
