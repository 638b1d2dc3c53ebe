import { crc16, readBrCode, writeBrCode } from '@balcao/brcode'
import { VerifiedCode } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openReceiver, type Receiver } from '../testing/receiver.ts'
import { problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
let receiver: Receiver
beforeAll(async () => {
  world = await startWorld()
  receiver = await openReceiver(world)
}, 60_000)
afterAll(async () => {
  await receiver.close()
  await world.close()
})
afterEach(() => world.calm())

const read = (pixCopiaECola: string) => world.api('POST', '/api/payer/codes', { pixCopiaECola })

describe('a code', () => {
  test('of journey 2 is shown with its terms, its receiver and who has signed it', async () => {
    const { idRec } = await receiver.recurrence()
    const answer = await read(await receiver.codeOf(idRec))
    expect(answer.status, answer.text).toBe(200)
    expect(VerifiedCode.parse(answer.json)).toMatchObject({
      journey: 2,
      payment: null,
      offer: {
        recurrenceId: idRec,
        receiver: { name: 'PADARIA DO BAIRRO', document: '12345678000195' },
        terms: {
          frequency: 'monthly',
          fixedCents: 2950,
          minimumCents: null,
          lastDay: null,
          retryPolicy: 'none',
        },
      },
      signedBy: ['localhost'],
    })
  })

  test('of journeys 3 and 4, of a charge alone and of a key is told apart', async () => {
    const [three, four] = [await receiver.payAndAuthorize(), await receiver.payAndOffer()]
    const { pixCopiaECola: charge } = await receiver.cob()
    const key = writeBrCode({
      kind: 'static',
      chave: receiver.chave,
      merchantName: 'LOJA',
      merchantCity: 'SP',
    })
    const shown = []
    for (const code of [three.code, four.code, charge, key])
      shown.push(VerifiedCode.parse((await read(code)).json))
    expect(
      shown.map(({ journey, payment, offer }) => [
        journey,
        payment?.kind,
        payment?.amountCents,
        offer === null,
      ]),
    ).toEqual([
      [3, 'immediate', 2350, false],
      [4, 'due', 10_000, false],
      [null, 'immediate', 2350, true],
      [null, 'static', null, true],
    ])
    expect(shown[1]?.payment?.dueDay).toBe(receiver.day(10))
    expect(shown[3]?.signedBy).toEqual([])
  })

  test('whose two addresses are at different hosts is refused, and neither is called', async () => {
    const { code } = await receiver.payAndAuthorize()
    const before = await world.calls('getPayload')
    const { url = '', recurrenceUrl = '' } = readBrCode(code)
    const mixed = writeBrCode({
      ...{ kind: 'dynamic+recurrence', url, merchantName: 'LOJA', merchantCity: 'SP' },
      recurrenceUrl: recurrenceUrl.replace(/^localhost:\d+/, 'pix.example.com'),
    })
    expect(problemOf(await read(mixed))).toMatchObject({
      name: 'code-refused',
      status: 422,
      fields: ['host'],
    })
    expect(await world.calls('getPayload')).toBe(before)
  })

  test.each([
    ['a text that is no code', 'abc', 'pixCopiaECola'],
    ['an address of this machine', 'localhost/qr/v2/1', 'location'],
    ['a number for a host', '127.0.0.1/qr/v2/1', 'location'],
    ['a private network', '192.168.0.1/qr', 'location'],
    ['another port', 'pix.example.com:8443/qr', 'location'],
    ['a name that leads to no public address', 'pix.internal/qr', 'location'],
  ])('that is %s is refused, and nothing of it is shown', async (_name, url, field) => {
    const code = url.includes('/')
      ? writeBrCode({ kind: 'dynamic', url, merchantName: 'LOJA', merchantCity: 'SP' })
      : url
    const answer = await read(code)
    expect(problemOf(answer)).toMatchObject({ name: 'code-refused', fields: [field] })
    expect(answer.text).not.toContain('LOJA')
  })

  test('that says another amount than its receiver has signed is refused', async () => {
    const { pixCopiaECola } = await receiver.cob()
    const changed = withAmount(pixCopiaECola, '1.00')
    expect(problemOf(await read(changed))).toMatchObject({ name: 'code-refused', fields: ['amount'] })
  })

  test('that has expired, or was removed, is refused', async () => {
    const { pixCopiaECola, txid } = await receiver.cob()
    await receiver.api('PATCH', `/cob/${txid}`, { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' })
    expect(problemOf(await read(pixCopiaECola))).toMatchObject({ name: 'code-refused', fields: ['status'] })
  })

  test.each([
    ['amount', { payment: { amount: 1 } }, 'amount'],
    ['receiver’s key', { payment: { alias: 'outra@chave.com' } }, 'receiver'],
    ['charge', { payment: { txid: 'x'.repeat(32) } }, 'txid'],
    ['terms', { recurrence: { value: { recValue: 1 } } }, 'recurrence'],
    ['receiver of the recurrence', { recurrence: { receiver: { cnpj: '99999999000199' } } }, 'receiver'],
  ])('that has another %s at our provider is refused', async (_name, change, field) => {
    const { code } = await receiver.payAndAuthorize()
    const body = JSON.stringify(merge(await receiver.decode(code), change))
    await world.faults({ rules: [{ match: { operation: 'decodeQrCode' }, status: 200, body }] })
    expect(problemOf(await read(code))).toMatchObject({ name: 'code-refused', fields: [field] })
  })

  test('cannot be read while the provider does not answer', async () => {
    const { pixCopiaECola } = await receiver.cob()
    await world.faults({ rules: [{ match: { operation: 'decodeQrCode' }, dropRequest: true }] })
    expect(problemOf(await read(pixCopiaECola))).toMatchObject({ name: 'account-unavailable', status: 503 })
  })
})

/** The same with some fields changed, however deep. */
function merge(whole: object, change: object): object {
  const entries = Object.entries(change).map(([name, value]) => {
    const before = (whole as Record<string, unknown>)[name]
    const isDeep =
      typeof value === 'object' && value !== null && typeof before === 'object' && before !== null
    return [name, isDeep ? merge(before, value) : value]
  })
  return { ...whole, ...Object.fromEntries(entries) }
}

/** Writes an amount into a dynamic code, as somebody would who wants it paid instead of the true one. */
function withAmount(code: string, amount: string): string {
  const body = code
    .replace(/6304[0-9A-F]{4}$/, '')
    .replace('5303986', `530398654${String(amount.length).padStart(2, '0')}${amount}`)
  return `${body}6304${crc16(`${body}6304`)}`
}
