import { ReceiptToken } from '@balcao/contracts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createReceiptAddresses } from './receipt-address.ts'

const pepper = Buffer.alloc(32, 7)
const txid = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
const addresses = createReceiptAddresses(pepper, 'https://loja.example.com/')

test('the address of a receipt is the same at every server with this pepper, and leads to its charge', () => {
  const again = createReceiptAddresses(Buffer.alloc(32, 7), 'https://loja.example.com')
  expect(again.urlOf(txid)).toBe(addresses.urlOf(txid))
  expect(addresses.urlOf(txid)).toMatch(
    /^https:\/\/loja\.example\.com\/recibo\/#a1b2c3d4e5f60718293a4b5c6d7e8f90\.[\w-]{22}$/,
  )
  expect(ReceiptToken.safeParse(addresses.tokenOf(txid)).success).toBe(true)
  expect(addresses.txidOf(addresses.tokenOf(txid))).toBe(txid)
  expect(addresses.publicHost).toBe('loja.example.com')
})

test('without a public address there is none to give', () => {
  const local = createReceiptAddresses(pepper, undefined)
  expect(local.urlOf(txid)).toBeNull()
  expect(local.publicHost).toBeUndefined()
})

describe('a token that we have not made leads nowhere', () => {
  const [, mark = ''] = addresses.tokenOf(txid).split('.')
  const wrong: [string, string][] = [
    ['the txid alone', txid],
    ['an empty mark', `${txid}.`],
    ['half a mark', `${txid}.${mark.slice(0, 11)}`],
    ['a longer mark', `${txid}.${mark}AAAA`],
    ['the mark of another charge', `b${txid.slice(1)}.${mark}`],
    ['the mark of another pepper', createReceiptAddresses(Buffer.alloc(32, 8), undefined).tokenOf(txid)],
    ['nothing', ''],
    ['no mark and no txid', '.'],
  ]
  test.each(wrong)('%s', (_, token) => {
    expect(addresses.txidOf(token)).toBeUndefined()
  })

  test('whatever is guessed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const guess = `${txid}.${Buffer.from(bytes).toString('base64url')}`
        expect(addresses.txidOf(guess)).toBe(guess === addresses.tokenOf(txid) ? txid : undefined)
      }),
    )
  })
})
