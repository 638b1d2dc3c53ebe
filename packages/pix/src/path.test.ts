import { describe, expect, it } from 'vitest'
import {
  deleteWebhook,
  getCob,
  getPix,
  getRefund,
  getWebhook,
  listPix,
  patchCob,
  putCob,
  putRefund,
  putWebhook,
} from './index.ts'

const txid = '0123456789abcdef0123456789abcdef'
const e2eid = 'E01027058202505231200XXXXXXXXXXX'
const cob = { amountCents: 1, expirationSeconds: 300, chave: 'a@b.com' }
const window = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T01:00:00Z' }

const hostile = [
  '',
  '..',
  '../webhook/chave',
  'x/../../oauth/token',
  '..%2f..%2foauth%2ftoken',
  '%2e%2e',
  `${txid}/`,
  `${txid}?revisao=1`,
  `${txid}#`,
  `${txid}\n`,
  `${txid}\u0000`,
  ` ${txid}`,
  'çççççççççççççççççççççççççççç',
  '０１２３４５６７８９ａｂｃｄｅｆ０１２３４５６７８９',
  'a'.repeat(65),
]

describe('an identifier', () => {
  it.each([...hostile, 'a'.repeat(25), 'a'.repeat(36)])('that is no txid makes no path: %j', (bad) => {
    const refused = expect.objectContaining({ code: 'invalid-request', field: 'txid' })
    expect(() => putCob(bad, cob)).toThrow(refused)
    expect(() => getCob(bad)).toThrow(refused)
    expect(() => patchCob(bad, { remove: true })).toThrow(refused)
    expect(() => listPix({ ...window, txid: bad })).toThrow(refused)
  })

  it.each(hostile)('that is no endToEndId makes no path: %j', (bad) => {
    const refused = expect.objectContaining({ code: 'invalid-request', field: 'endToEndId' })
    expect(() => getPix(bad)).toThrow(refused)
    expect(() => getRefund(bad, 'R1')).toThrow(refused)
  })

  it.each([...hostile, 'a'.repeat(36)])('that is no refund id makes no path: %j', (bad) => {
    const refused = expect.objectContaining({ code: 'invalid-request', field: 'refundId' })
    expect(() => putRefund(e2eid, bad, { amountCents: 1 })).toThrow(refused)
  })

  it.each(['', '.', '..', 'a b', 'a\nb', 'é', 'a'.repeat(78)])('that is no key makes no path: %j', (bad) => {
    const refused = expect.objectContaining({ code: 'invalid-request', field: 'chave' })
    for (const ask of [getWebhook, deleteWebhook]) expect(() => ask(bad)).toThrow(refused)
    expect(() => putWebhook(bad, 'https://loja.example/webhook')).toThrow(refused)
  })

  it('that is not even text is refused too', () => {
    expect(() => getCob(undefined as unknown as string)).toThrow(expect.objectContaining({ field: 'txid' }))
    expect(() => getCob([txid] as unknown as string)).toThrow(expect.objectContaining({ field: 'txid' }))
  })

  it.each([
    ['+5561912345678', '/webhook/%2B5561912345678'],
    ['fulano@example.com', '/webhook/fulano%40example.com'],
    ['a/../b@example.com', '/webhook/a%2F..%2Fb%40example.com'],
    ['12345678000195', '/webhook/12345678000195'],
    ['7d9f0335-8dcc-4054-9bf9-0dbd61d36906', '/webhook/7d9f0335-8dcc-4054-9bf9-0dbd61d36906'],
    ['...', '/webhook/...'],
  ])('of a key is one segment of the path: %s', (chave, path) => {
    expect(getWebhook(chave).path).toBe(path)
    expect(new URL(`https://psp.example${path}`).pathname).toBe(path)
  })
})
