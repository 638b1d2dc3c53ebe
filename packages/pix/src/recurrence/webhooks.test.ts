import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deleteCobrWebhook,
  deleteRecWebhook,
  getCobrWebhook,
  getRecWebhook,
  PixError,
  profiles,
  putCobrWebhook,
  putRecWebhook,
  readCobr,
  readCobrWebhookBody,
  readRec,
  readRecRequest,
  readRecWebhookBody,
  toHttp,
} from '../index.ts'

const idRec = 'RR1026652320240821lab77511abf'
const txid = '3136957d93134f2184b369e8f1c0729d'
const url = 'https://loja.example/webhook'

describe('the webhooks of Pix Automático', () => {
  it.each([
    ['rec', putRecWebhook, getRecWebhook, deleteRecWebhook],
    ['cobr', putCobrWebhook, getCobrWebhook, deleteCobrWebhook],
  ] as const)('are one for all that is of %s', (name, put, get, remove) => {
    expect(put(url)).toMatchObject({
      method: 'PUT',
      path: `/webhook${name}`,
      body: `{"webhookUrl":"${url}"}`,
    })
    expect(get()).toMatchObject({ method: 'GET', path: `/webhook${name}` })
    expect(remove()).toMatchObject({ method: 'DELETE', path: `/webhook${name}` })
    expect(() => put('http://loja.example')).toThrow(
      expect.objectContaining({ code: 'invalid-request', field: 'url' }),
    )
    expect(toHttp(profiles.efi, put(url), 't').headers['x-skip-mtls-checking']).toBe('false')
  })

  it.each<[string, string, unknown[], unknown[]]>([
    ['nothing', '', [], []],
    ['an empty object', '{}', [], []],
    ["Efí's test", '{"evento":"teste_webhook"}', [], []],
    [
      'recurrences',
      `{"recs":[{"idRec":"${idRec}","status":"APROVADA"},{"idRec":"../pix"},7,{"idRec":"RN1"}]}`,
      [{ idRec }, { idRec: 'RN1' }],
      [],
    ],
    ['one without its brackets', `{"recs":{"idRec":"${idRec}"}}`, [{ idRec }], []],
    [
      'charges',
      `{"cobsr":[{"idRec":"${idRec}","txid":"${txid}","status":"ATIVA"},{"txid":"${txid}"},{"idRec":"${idRec}"}]}`,
      [],
      [{ txid, idRec }, { txid }],
    ],
  ])('are called with %s, which is where to look', (_what, text, recs, cobrs) => {
    expect(readRecWebhookBody(text)).toEqual(recs)
    expect(readCobrWebhookBody(text)).toEqual(cobrs)
  })

  it.each(['{', '[]', '7', '{"recs":7,"cobsr":"x"}', '{"recs":[],"recs":[],"cobsr":[],"cobsr":[]}'])(
    'are not called with %s',
    (text) => {
      for (const read of [readRecWebhookBody, readCobrWebhookBody]) {
        expect(() => read(text)).toThrow(expect.objectContaining({ code: 'malformed-reply' }))
      }
    },
  )
})

describe('whatever a PSP says of a recurrence', () => {
  const keys = [
    'idRec',
    'txid',
    'status',
    'vinculo',
    'calendario',
    'valor',
    'ativacao',
    'encerramento',
    'tentativas',
    'recs',
    'dadosQR',
  ]
  const near = fc
    .dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 2 }))
    .map((value) => JSON.stringify(value))
  const body = fc.oneof(fc.string(), fc.json(), near)

  it.each([
    ['readRec', (text: string) => readRec({ status: 200, headers: {}, body: text })],
    ['readRecRequest', (text: string) => readRecRequest({ status: 200, headers: {}, body: text })],
    ['readCobr', (text: string) => readCobr({ status: 200, headers: {}, body: text })],
    ['readRecWebhookBody', readRecWebhookBody],
    ['readCobrWebhookBody', readCobrWebhookBody],
  ])('%s throws its own error or none', (_name, read) => {
    fc.assert(
      fc.property(body, (text) => {
        try {
          read(text)
        } catch (error) {
          expect(error).toBeInstanceOf(PixError)
        }
      }),
    )
  })
})
