import { Charge, paths } from '@balcao/contracts'
import { ask, type Reply } from '@balcao/shell'

const readCharge = (json: unknown) => Charge.safeParse(json).data
const readNothing = () => true as const

/** The requests of a till, each a pair of what is asked and how the answer is read. */
export const putCharge = (txid: string, body: string, signal: AbortSignal): Promise<Reply<Charge>> =>
  ask({ method: 'PUT', path: paths.charge(txid), body, read: readCharge, signal })

export const cancelCharge = (txid: string): Promise<Reply<Charge>> =>
  ask({ method: 'POST', path: paths.cancel(txid), read: readCharge })

export const extendCharge = (txid: string, minutes: number): Promise<Reply<Charge>> =>
  ask({ method: 'POST', path: paths.extend(txid), body: JSON.stringify({ minutes }), read: readCharge })

/** Which charge the customer's screen shows; null is the idle screen. */
export const putCurrent = (terminalId: string, txid: string | null): Promise<Reply<true>> =>
  ask({ method: 'PUT', path: paths.current(terminalId), body: JSON.stringify({ txid }), read: readNothing })
