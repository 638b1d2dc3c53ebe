import { createHmac } from 'node:crypto'
import { sameSecret } from '../tokens.ts'

/** `Transaction-Hash`: HMAC-SHA256 in hexadecimal of a text that each call has of its own (frones/ACBr, ACBrPIXPSPMatera). */
const hashOf = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex')

/** Of a payment: whole reais, account, institution and document of who receives. */
export const withdrawalText = (amountCents: number, accountId: string, pspid: string, taxId: string) =>
  `${Math.floor(amountCents / 100)}${accountId}${pspid}${taxId}`

/** Of the other calls, where a client sends one at all: which text they need is not published. */
export const callText = (method: string, path: string) =>
  `${method}:${path}${method === 'get' || method === 'delete' ? '' : ':'}`

/** Without secret nothing is checked. */
export const isHashRight = (secret: string | undefined, shown: string | undefined, text: string) =>
  secret === undefined || sameSecret((shown ?? '').toLowerCase(), hashOf(secret, text))
