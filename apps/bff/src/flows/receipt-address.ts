import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** 128 bits: nobody guesses one, and the QR Code that carries it stays small. */
const markBytes = 16
const keyBytes = 32

/** Where a receipt is found, and which charge a token is of. */
export type ReceiptAddresses = ReturnType<typeof createReceiptAddresses>

/**
 * A token is the txid and a mark over it that only this server can make, so there is nothing to keep, and the same charge always has the
 * same address. The txid alone opens nothing: it is on the bank's own receipt of whoever paid. The key comes from the pepper (RFC 5869), so
 * there is no second secret to keep; with another pepper the addresses given out before lead nowhere.
 */
export function createReceiptAddresses(pepper: Buffer, publicUrl: string | undefined) {
  const key = Buffer.from(hkdfSync('sha256', pepper, '', 'balcao receipt address', keyBytes))
  const origin = publicUrl === undefined ? undefined : new URL(publicUrl).origin
  const markOf = (txid: string) => createHmac('sha256', key).update(txid).digest().subarray(0, markBytes)
  const tokenOf = (txid: string) => `${txid}.${markOf(txid).toString('base64url')}`

  return {
    /** The name and port that customers reach us at, as a browser says them; undefined where they cannot. */
    publicHost: origin === undefined ? undefined : new URL(origin).host,
    tokenOf,
    /** After the `#`: a browser keeps that part to itself, so no server on the way writes it into its log. */
    urlOf: (txid: string): string | null =>
      origin === undefined ? null : `${origin}/recibo/#${tokenOf(txid)}`,
    /** The charge that a token was made for; undefined where we have not made it. */
    txidOf(token: string): string | undefined {
      const [txid = '', mark = ''] = token.split('.')
      const given = Buffer.from(mark, 'base64url')
      return given.length === markBytes && timingSafeEqual(given, markOf(txid)) ? txid : undefined
    },
  }
}
