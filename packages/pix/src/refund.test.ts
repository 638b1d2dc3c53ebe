import { describe, expect, it } from 'vitest'
import { getRefund, type NewRefund, putRefund, readRefund } from './index.ts'

const e2eid = 'E12345678202009091221kkkkkkkkkkk'
const wire = {
  id: '123ABC',
  rtrId: 'D12345678202009091000abcde123456',
  valor: '7.89',
  horario: { solicitacao: '2020-09-11T15:25:59.411Z' },
  status: 'EM_PROCESSAMENTO',
}
const read = (change: object) =>
  readRefund({ status: 201, headers: {}, body: JSON.stringify({ ...wire, ...change }) })

describe('a refund to ask for', () => {
  it('is PUT at its own id below the payment', () => {
    expect(putRefund(e2eid, 'R1', { amountCents: 789 })).toEqual({
      operation: 'putRefund',
      method: 'PUT',
      path: `/pix/${e2eid}/devolucao/R1`,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '{"valor":"7.89"}',
    })
    expect(getRefund(e2eid, 'R1')).toMatchObject({ method: 'GET', path: `/pix/${e2eid}/devolucao/R1` })
  })

  it('says what it is of, and why', () => {
    const { body } = putRefund(e2eid, 'R1', {
      amountCents: 789,
      nature: 'withdrawal',
      description: 'Troco errado',
    })
    expect(body).toBe('{"valor":"7.89","natureza":"RETIRADA","descricao":"Troco errado"}')
    expect(putRefund(e2eid, 'R1', { amountCents: 789, nature: 'original' }).body).toContain('"ORIGINAL"')
  })

  it.each<[string, object]>([
    ['amountCents', { amountCents: 0 }],
    ['amountCents', { amountCents: 7.89 }],
    ['description', { description: 'x'.repeat(141) }],
    ['nature', { nature: 'med-fraud' }],
  ])('is not sent with a bad %s', (field, change) => {
    const refund = { amountCents: 789, ...change } as NewRefund
    expect(() => putRefund(e2eid, 'R1', refund)).toThrow(
      expect.objectContaining({ code: 'invalid-request', field }),
    )
  })
})

describe('a refund of the PSP', () => {
  it.each([
    ['EM_PROCESSAMENTO', 'processing'],
    ['DEVOLVIDO', 'refunded'],
    ['NAO_REALIZADO', 'not-realized'],
    ['NÃO_REALIZADO', 'not-realized'],
    ['REALIZADO', 'undetermined'],
    ['constructor', 'undetermined'],
    [undefined, 'undetermined'],
    [1, 'undetermined'],
  ])('with status %s is %s', (status, ours) => {
    expect(read({ status }).status).toBe(ours)
  })

  it.each([
    ['ORIGINAL', 'original'],
    ['RETIRADA', 'withdrawal'],
    ['MED_OPERACIONAL', 'med-operational'],
    ['MED_FRAUDE', 'med-fraud'],
    ['MED_PIX_AUTOMATICO', 'med-automatic'],
    ['MED_NOVO', 'undetermined'],
    [undefined, undefined],
  ])('with nature %s is %s', (natureza, ours) => {
    expect(read({ natureza }).nature).toBe(ours)
  })

  it('may have an id that is not ours and no rtrId yet', () => {
    expect(read({ id: 'MED-2020/09', rtrId: undefined })).toEqual({
      id: 'MED-2020/09',
      amountCents: 789,
      status: 'processing',
      requestedAt: '2020-09-11T15:25:59.411Z',
    })
  })

  it('says when it was asked for and settled, and with what words', () => {
    const horario = { solicitacao: '2020-09-11T12:25:59-03:00', liquidacao: '2020-09-11T15:26:00Z' }
    expect(read({ horario, descricao: 'Troco errado' })).toMatchObject({
      requestedAt: '2020-09-11T15:25:59.000Z',
      settledAt: '2020-09-11T15:26:00.000Z',
      description: 'Troco errado',
    })
    for (const horario of [undefined, null, 'ontem', { solicitacao: 'ontem', liquidacao: 7 }]) {
      expect(read({ horario })).not.toHaveProperty('requestedAt')
      expect(read({ horario })).not.toHaveProperty('settledAt')
    }
  })

  it.each([
    ['no id', { id: undefined }],
    ['valor as a number', { valor: 7.89 }],
    ['valor zero', { valor: '0.00' }],
  ])('is nonsense with %s', (_what, change) => {
    expect(() => read(change)).toThrow(expect.objectContaining({ code: 'malformed-reply' }))
  })
})
