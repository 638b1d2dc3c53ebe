import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Ask, type Merchant, newTxid, openMerchant, openReceiver } from '../merchant.ts'
import { type Client, clients } from './clients.ts'
import { type MannersName, mannersByName, mannersNames } from './index.ts'

let merchant: Merchant
let name: MannersName
let token: string
async function visit(visited: MannersName): Promise<void> {
  name = visited
  merchant = await openMerchant({ manners: visited })
  token = (await askToken()).body.access_token
}
afterEach(() => merchant.close())

function askToken(over: Partial<Client['token']> = {}) {
  const { path, auth, body, fields, noGrant } = { ...clients[name].token, ...over }
  const { clientId, clientSecret } = merchant.pki.credentials
  const said = {
    ...(!path.includes('grant_type') && !noGrant && { grant_type: 'client_credentials' }),
    ...(auth !== 'basic' && { client_id: clientId }),
    ...(auth === 'body' && { client_secret: clientSecret }),
    ...fields,
  }
  return merchant.call('POST', path, {
    token: null,
    body: body === 'json' ? said : new URLSearchParams(said as Record<string, string>).toString(),
    headers: {
      'content-type': body === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(auth === 'basic' && { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` }),
    },
  })
}

function api(method: string, path: string, body?: unknown, ask: Ask = {}) {
  const { query, header } = clients[name]
  const url = query ? `${path}${path.includes('?') ? '&' : '?'}${query}=key` : path
  const headers = header ? { [header]: 'key' } : {}
  return merchant.call(method, url, { body, token, headers, ...ask })
}
const cob = () => `${clients[name].charge}/${newTxid()}`
const window = 'inicio=2020-01-01T00:00:00Z&fim=2020-01-02T00:00:00Z'

describe.each(mannersNames)('%s', (visited) => {
  beforeEach(() => visit(visited))

  test('serves a charge from token to payment to a client that knows it', async () => {
    expect(token).toMatch(/^[\w-]{43}$/)
    const created = await api('PUT', cob(), merchant.cob())
    expect([200, 201]).toContain(created.status)
    const code = mannersByName[name as 'sicoob'].code ?? 'pixCopiaECola'
    await merchant.control('POST', '/pay', { pixCopiaECola: created.body[code] })
    const { status, body } = await api('GET', `${clients[name].charge}/${created.body.txid}`)
    expect([status, body.status, body.pix[0].valor]).toEqual([200, 'CONCLUIDA', '23.50'])
    expect((await api('GET', `${clients[name].list}?${window}`)).status).toBe(200)
  })

  test('gives nothing to a client that shows the wrong secret or none', async () => {
    const { auth } = clients[name].token
    const wrong = { client_id: 'x', client_secret: 'y' }
    const over = auth === 'basic' ? ({ auth: 'body', fields: wrong } as const) : { fields: wrong }
    expect((await askToken(over)).status).toBe(401)
  })
})

/** The manners of one PSP, for the tests inside. */
const manners = (visited: MannersName, tests: () => void) =>
  describe(visited, () => {
    beforeEach(() => visit(visited))
    tests()
  })

describe('success', () => {
  test.each<[MannersName, number, number, number | undefined]>([
    ['bacen', 201, 200, 201],
    ['banco-do-brasil', 200, 201, 201],
    ['santander', 200, 200, undefined],
    ['c6', 200, 200, 200],
    ['ailos', 201, 200, 200],
    ['pagbank', 201, 200, undefined],
  ])('of %s is PUT %s, PATCH %s, POST %s', async (visited, put, patch, post) => {
    await visit(visited)
    const path = cob()
    expect((await api('PUT', path, merchant.cob())).status).toBe(put)
    expect((await api('PATCH', path, {})).status).toBe(patch)
    const posted = await api('POST', clients[name].list, merchant.cob())
    if (post) expect(posted.status).toBe(post)
    else expect([posted.status, posted.text]).toEqual([404, expect.stringContaining('no Route matched')])
  })

  test('of Bradesco is 200 for a charge with due date alone', async () => {
    await visit('bradesco')
    expect((await api('PUT', cob(), merchant.cob())).status).toBe(201)
    const cobv = {
      calendario: { dataDeVencimento: '2099-01-01' },
      devedor: { cpf: '12345678909', nome: 'Ana' },
      valor: { original: '1.00' },
      chave: merchant.chave,
    }
    expect((await api('PUT', `/v2/cobv/${newTxid()}`, cobv)).status).toBe(200)
  })
})

describe('a token', () => {
  test.each<[MannersName, number, unknown, boolean]>([
    ['sandbox', 201, '3600', true],
    ['cielo', 201, '3600', false],
    ['bacen', 200, 3600, true],
    ['itau', 200, 300, true],
  ])('of %s comes with %s and %j', async (visited, status, seconds, saysScope) => {
    await visit(visited)
    const answer = await askToken()
    expect([answer.status, answer.body.expires_in, 'scope' in answer.body]).toEqual([
      status,
      seconds,
      saysScope,
    ])
    merchant.clock.at += Number(seconds) * 1000
    expect((await api('GET', `${clients[name].list}?${window}`)).status).toBe(401)
  })

  test.each<[MannersName, Partial<Client['token']>, number]>([
    ['cielo', { body: 'form' }, 400],
    ['efi', { body: 'form' }, 400],
    ['bradesco', { body: 'json' }, 400],
    ['bacen', { auth: 'body' }, 200],
    ['bradesco', { auth: 'body' }, 401],
    ['itau', { auth: 'basic' }, 401],
    ['inter', { fields: {} }, 400],
    ['ailos', { fields: {} }, 400],
    ['sicredi', { fields: {} }, 400],
    ['sicredi', { fields: { scope: 'lotecobv.read' } }, 400],
    ['bacen', { fields: { scope: 'cob.read lotecobv.read' } }, 400],
    ['santander', { path: '/oauth/token' }, 200],
    ['bacen', { path: '/oauth/token?grant_type=client_credentials', fields: {} }, 400],
  ])('asked of %s with %j: %s', async (visited, over, status) => {
    await visit(visited)
    expect((await askToken(over)).status).toBe(status)
  })

  test('of Sicredi has fewer scopes than were asked for, and says so', async () => {
    await visit('sicredi')
    expect((await askToken()).body.scope).toBe('cob.read cob.write')
  })
})

describe('the gateway', () => {
  test.each<[MannersName, number, string]>([
    ['banco-do-brasil', 401, 'Unauthorized'],
    ['itau', 403, 'Forbidden'],
    ['sicoob', 401, 'Unauthorized'],
  ])('of %s refuses a call without its key with %s', async (visited, status, said) => {
    await visit(visited)
    const path = cob()
    const refused = await merchant.call('PUT', path, { body: merchant.cob(), token })
    expect([refused.status, refused.headers['content-type']]).toEqual([status, 'application/json'])
    expect(refused.text).toContain(said)
    expect(refused.body.type).toBeUndefined()
    expect((await api('GET', path)).status).toBe(404)
  })

  test('says of a route that it does not know nothing that API Pix would say', async () => {
    await visit('sicredi')
    for (const path of [`/api/v2/cob/${newTxid()}`, '/api/v9/cob']) {
      const answer = await api('GET', path)
      expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'application/json' } })
      expect(answer.body.type).toBeUndefined()
    }
  })
})

manners('sicoob', () => {
  test('names the code brcode, in lists too, and refunds with 200', async () => {
    const { body } = await api('PUT', cob(), merchant.cob())
    expect(body.brcode).toMatch(/^000201/)
    expect(body).not.toHaveProperty('pixCopiaECola')
    const list = await api('GET', '/pix/api/v2/cob?inicio=2020-01-01T00:00:00Z&fim=2099-01-01T00:00:00Z')
    expect(list.body.cobs).toContainEqual(expect.objectContaining({ brcode: body.brcode }))
    const { body: paid } = await merchant.control('POST', '/pay', { pixCopiaECola: body.brcode })
    const refund = await api('PUT', `/pix/api/v2/pix/${paid.endToEndId}/devolucao/1`, { valor: '1.00' })
    expect([refund.status, refund.body.status]).toEqual([200, 'EM_PROCESSAMENTO'])
  })
})

manners('cielo', () => {
  test('writes REMOVIDO, takes REMOVIDA, and offers neither /loc nor /cobv nor /rec', async () => {
    const path = cob()
    await api('PUT', path, merchant.cob())
    const gone = await api('PATCH', path, { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' })
    expect(gone.body.status).toBe('REMOVIDO_PELO_USUARIO_RECEBEDOR')
    for (const other of ['/loc', '/cobv', '/rec', '/cobr'])
      expect((await api('GET', `/cielo-pix/v1${other}?${window}`)).body).toEqual({
        message: expect.any(String),
      })
  })

  test('answers {} to whatever is done to a webhook', async () => {
    const receiver = await openReceiver(merchant.pki)
    const path = `/cielo-pix/v1/webhook/${merchant.chave}`
    for (const [method, body] of [['PUT', { webhookUrl: receiver.url }], ['GET'], ['DELETE']] as const) {
      const answer = await api(method, path, body)
      expect([answer.status, answer.text]).toEqual([200, '{}'])
    }
    expect((await api('GET', path)).status).toBe(404)
    await receiver.close()
  })
})

manners('efi', () => {
  test('says errors in its own words and its own statuses', async () => {
    const refused = await api('PUT', cob(), merchant.cob({ valor: { original: '0.00' } }))
    expect([refused.status, refused.body]).toEqual([
      400,
      { nome: 'cob_operacao_invalida', mensagem: 'O campo cob.valor.original é zero.' },
    ])
    expect(await api('GET', cob())).toMatchObject({ status: 400, body: { nome: 'cobranca_nao_encontrada' } })
    expect(await api('GET', `/v2/pix/${'E'.padEnd(32, '0')}`)).toMatchObject({
      status: 400,
      body: { nome: 'pix_nao_encontrado' },
    })
  })

  test('spares a webhook the two probes when the header says so', async () => {
    const open = await openReceiver(merchant.pki, 0, false)
    const put = (headers: Record<string, string>) =>
      api('PUT', `/v2/webhook/${merchant.chave}`, { webhookUrl: open.url }, { headers })
    expect(await put({})).toMatchObject({ status: 400, body: { nome: 'webhook_operacao_invalida' } })
    expect((await put({ 'x-skip-mtls-checking': 'true' })).status).toBe(200)
    await open.close()
  })
})

manners('banco-do-brasil', () => {
  test('leaves what a fault says as the fault says it', async () => {
    const problem = { nome: 'x', mensagem: 'y' }
    await merchant.control('PUT', '/faults', {
      rules: [
        { match: { operation: 'patchCob' }, status: 200, body: '{}' },
        { match: { operation: 'putCob' }, status: 400, problem },
      ],
    })
    const path = cob()
    expect((await api('PATCH', path, {})).status).toBe(200)
    expect((await api('PUT', path, merchant.cob())).body).toEqual(problem)
  })

  test('lists its errors, one for each reason', async () => {
    const refused = await api('PUT', cob(), merchant.cob({ valor: { original: '0.00' }, chave: 'x@y.z' }))
    expect(refused.status).toBe(400)
    expect(refused.body.erros).toEqual([
      {
        codigo: '4000001',
        versao: '1',
        mensagem: 'O campo cob.valor.original é zero.',
        ocorrencia: 'CobOperacaoInvalida',
      },
      expect.objectContaining({ codigo: '4000002', mensagem: expect.stringContaining('cob.chave') }),
    ])
  })
})

manners('bradesco', () => {
  test('breaks with SOAP, and only breaks so', async () => {
    await merchant.control('PUT', '/faults', { rules: [{ match: { operation: 'putCob' }, status: 500 }] })
    const broken = await api('PUT', cob(), merchant.cob())
    expect([broken.status, broken.headers['content-type']]).toEqual([500, 'text/xml'])
    expect(broken.text).toContain('Policy Falsified')
    expect((await api('GET', cob())).body.type).toContain('CobNaoEncontrado')
    await merchant.control('PUT', '/faults', { rules: [{ applyThenFail: true }] })
    expect((await api('PUT', cob(), merchant.cob())).text).toContain('Policy Falsified')
  })
})

test('are put on by the setting too', async () => {
  name = 'bacen'
  const env = { SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0', SANDBOX_MANNERS: name }
  merchant = await openMerchant({ env })
  expect((await askToken()).status).toBe(200)
})

describe('manners made for the occasion', () => {
  test.each<[string, object, object, string[]]>([
    [
      'another name for the code',
      { code: 'textoImagemQRcode' },
      { textoImagemQRcode: expect.any(String) },
      ['pixCopiaECola'],
    ],
    ['no code at all', { code: null }, { location: expect.any(String) }, ['pixCopiaECola']],
    ['an accent', { words: { ATIVA: 'Ativa' } }, { status: 'Ativa', pixCopiaECola: expect.any(String) }, []],
  ])('%s', async (_name, more, said, unsaid) => {
    name = 'bacen'
    merchant = await openMerchant({ manners: { ...mannersByName.bacen, ...more } })
    token = (await askToken()).body.access_token
    const { body } = await api('PUT', cob(), merchant.cob())
    expect(body).toMatchObject(said)
    for (const field of unsaid) expect(body).not.toHaveProperty(field)
  })
})
