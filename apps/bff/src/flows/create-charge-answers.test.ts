import { Charge } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createBehindOurBack } from '../testing/behind-our-back.ts'
import { pspProblem } from '../testing/psp-problem.ts'
import { newTxid, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

const put = (txid: string, body: object = { amountCents: 2350, description: 'Pão & café' }) =>
  world.api('PUT', `/api/charges/${txid}`, body)
const cobOf = async (txid: string) => (await world.state()).cobs.filter((cob) => cob.txid === txid)

describe('a refusal', () => {
  const refusals: [sentence: string, rule: object, expected: object][] = [
    [
      'with its violations is told field by field',
      {
        problem: pspProblem('CobOperacaoInvalida', 400, {
          detail: 'A cobrança não respeita o schema.',
          violacoes: [{ razao: 'O campo cob.chave não pertence a este usuário.', propriedade: 'cob.chave' }],
        }),
      },
      { fields: ['cob.chave'], detail: 'A cobrança não respeita o schema.' },
    ],
    [
      'of another status',
      { problem: pspProblem('CobOperacaoInvalida', 422, { detail: 'Não.' }) },
      { detail: 'Não.' },
    ],
    [
      'for want of a scope names it',
      { problem: pspProblem('AcessoNegado', 403, { detail: 'O token não tem o escopo cob.write.' }) },
      { detail: 'O token não tem o escopo cob.write.' },
    ],
    [
      'with markup in it stays text',
      { problem: pspProblem('RequisicaoInvalida', 400, { detail: '<img src=x onerror=alert(1)>' }) },
      { detail: '<img src=x onerror=alert(1)>' },
    ],
  ]
  test.each(refusals)('%s, and is not tried again', async (_sentence, fault, expected) => {
    const txid = newTxid()
    await world.faults({ rules: [{ match: { operation: 'putCob', txid }, ...fault }] })
    const before = await world.calls('putCob')
    const answer = await put(txid)
    expect(problemOf(answer)).toMatchObject({ status: 422, name: 'psp-refused', ...expected })
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(await world.charge(txid)).toMatchObject({ status: 'cancelled', flags: ['refused'] })
    world.ahead.ms += 5_000
    await world.create()
    expect(await world.calls('putCob')).toBe(before + 2)
    expect(await cobOf(txid)).toEqual([])
  })

  test('of a charge that exists all the same is asked about, and the charge is taken up', async () => {
    const txid = newTxid()
    const rule = { applyThenFail: true, status: 409, problem: pspProblem('Conflito', 409) }
    await world.faults({ rules: [{ match: { operation: 'putCob', txid }, times: 1, ...rule }] })
    const answer = await put(txid)
    expect(answer.status).toBe(201)
    expect(Charge.parse(answer.json)).toMatchObject({ status: 'awaiting', amountCents: 2350 })
  })

  test('because the txid is another program’s charge of another amount: that charge is not shown as ours', async () => {
    const { txid } = await createBehindOurBack(world, '99.99')
    await world.faults({
      rules: [{ match: { operation: 'putCob', txid }, problem: pspProblem('Conflito', 409) }],
    })
    expect(problemOf(await put(txid))).toMatchObject({ status: 422, name: 'psp-refused' })
    expect(await world.charge(txid)).toMatchObject({
      status: 'cancelled',
      flags: ['refused'],
      pixCopiaECola: null,
    })
  })
})

describe('what the PSP says of a charge', () => {
  const read = async (txid: string, change: object) => {
    const [cob] = await cobOf(txid)
    await world.faults({
      webhook: { drop: true },
      rules: [{ match: { operation: 'getCob', txid }, body: JSON.stringify({ ...cob, ...change }) }],
    })
    // Cancelling asks for the truth; here it only serves to make the BFF look.
    await world.faults({
      webhook: { drop: true },
      rules: [
        { match: { operation: 'getCob', txid }, body: JSON.stringify({ ...cob, ...change }) },
        { match: { operation: 'patchCob', txid }, problem: pspProblem('CobOperacaoInvalida', 400) },
      ],
    })
    return Charge.parse((await world.api('POST', `/api/charges/${txid}/cancel`)).json)
  }
  const pix = (valor: string) => [
    { endToEndId: `E${newTxid().slice(1)}`, valor, horario: new Date(world.clock.now()).toISOString() },
  ]
  const says: [sentence: string, change: () => object, expected: object][] = [
    [
      'concluded, and lists the money',
      () => ({ status: 'CONCLUIDA', pix: pix('23.50') }),
      { status: 'paid' },
    ],
    ['concluded with its accent', () => ({ status: 'CONCLUÍDA', pix: pix('23.50') }), { status: 'paid' }],
    ['concluded, and lists no money', () => ({ status: 'CONCLUIDA' }), { status: 'awaiting' }],
    [
      'concluded, and lists too little',
      () => ({ status: 'CONCLUIDA', pix: pix('23.49') }),
      { status: 'awaiting', flags: ['underpaid'] },
    ],
    ['still active, and lists the money', () => ({ pix: pix('23.50') }), { status: 'paid' }],
    ['a word nobody knows', () => ({ status: 'LIQUIDADA' }), { status: 'awaiting' }],
    ['PAGO, which is no word of the standard', () => ({ status: 'PAGO' }), { status: 'awaiting' }],
    ['nothing', () => ({ status: undefined }), { status: 'awaiting' }],
    [
      'removed, as the standard spells it',
      () => ({ status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }),
      { status: 'cancelled' },
    ],
    [
      'removed, as Cielo’s manual spells it',
      () => ({ status: 'REMOVIDO_PELO_USUARIO_RECEBEDOR' }),
      { status: 'cancelled' },
    ],
    ['removed by the PSP', () => ({ status: 'REMOVIDO_PELO_PSP' }), { status: 'cancelled' }],
    [
      'removed, and lists the money',
      () => ({ status: 'REMOVIDA_PELO_PSP', pix: pix('23.50') }),
      { status: 'paid' },
    ],
  ]
  test.each(says)('%s', async (_sentence, change, expected) => {
    const { txid } = await world.create()
    expect(await read(txid, change())).toMatchObject(expected)
  })
})
