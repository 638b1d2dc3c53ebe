import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { certificate } from '../psp/testing/shop.ts'
import { type Desk, openDesk, stranger, type Title, titles, trouble } from './testing/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
}, 30_000)
afterAll(() => desk.close())
afterEach(() => desk.merchant.control('DELETE', '/faults'))

describe('what is wrong is said with its cause and its cure', () => {
  const files = ({ cert, key }: { cert: string; key: string }) => ({
    PSP_CERT: desk.place('other.pem', cert),
    PSP_KEY: desk.place('other.key', key),
  })
  const limited = (scopes: string[]) => ({
    PSP: 'file',
    PSP_PROFILE_FILE: desk.place(
      'profile.json',
      JSON.stringify({
        ...{ name: 'own', tokenAuth: 'basic', tokenBody: 'form', scopes },
        ...{ baseUrl: desk.settings.PSP_BASE_URL, tokenUrl: desk.settings.PSP_TOKEN_URL },
      }),
    ),
  })
  const html = { text: '<html>manutenção</html>', contentType: 'text/html' }
  const date = (offMs: number) => ({ Date: new Date(Date.now() + offMs).toUTCString() })

  const rows: [
    sentence: string,
    title: Title,
    says: RegExp,
    change: () => Record<string, string>,
    rule?: () => object,
  ][] = [
    [
      'a setting that is missing',
      'Configurações',
      /PSP_CHAVE não foi informado.*Defina/,
      () => ({ PSP_CHAVE: '' }),
    ],
    [
      'a setting that is wrong',
      'Configurações',
      /PORT must be a port number.*Corrija a variável/,
      () => ({ PORT: 'x' }),
    ],
    [
      'a certificate that has expired',
      'Certificado',
      /vencido.*Peça um novo/,
      () => desk.withCertificate({ notAfter: new Date(Date.now() - 1_000) }),
    ],
    [
      'a key of another certificate',
      'Certificado',
      /não é a chave deste certificado.*CSR/,
      () => ({ PSP_KEY: join(desk.merchant.pki.dir, 'server.key') }),
    ],
    ['a certificate signed by itself', 'Certificado', /autoassinado.*CSR/, () => files(certificate({}))],
    [
      'a passphrase that is wrong',
      'Certificado',
      /não abre com esta senha.*PSP_PFX_PASSPHRASE/,
      () => ({ ...desk.withPfx('a'), PSP_PFX_PASSPHRASE: 'frase-secreta' }),
    ],
    [
      'a certificate of another authority',
      'Conexão do token',
      /não aceitou o nosso certificado.*cadeia/,
      () => desk.withCertificate({ issuer: stranger() }),
    ],
    [
      'a server of an authority that is not trusted',
      'Conexão do token',
      /autoridade que não conhecemos.*PSP_CA/,
      () => ({ PSP_CA: '' }),
    ],
    [
      'a PSP that is down',
      'Conexão do token',
      /Ninguém atende.*fora do ar/,
      () => ({ PSP_TOKEN_URL: 'https://localhost:1/token' }),
    ],
    [
      'an API that is down',
      'Conexão da API',
      /Ninguém atende/,
      () => ({ PSP_BASE_URL: 'https://localhost:1/api' }),
    ],
    [
      'a host that is not there',
      'Conexão da API',
      /nome do servidor não existe/,
      () => ({ PSP_BASE_URL: 'https://nowhere.invalid/api' }),
    ],
    [
      'a wrong secret',
      'Token',
      /não aceitou as credenciais.*segredo/,
      () => ({ PSP_CLIENT_SECRET: 'errado' }),
    ],
    [
      'a page in place of a token',
      'Token',
      /não é da API Pix \(HTTP 200\).*PSP_TOKEN_URL/,
      () => ({}),
      () => ({ match: { operation: 'token' }, body: html }),
    ],
    [
      'a scope that is missing',
      'Escopos',
      /Faltam escopos: cob\.write pix\.write\..*libere/,
      () => limited(['cob.read', 'pix.read']),
    ],
    [
      'a clock that is slow',
      'Relógio',
      /1\d\d s atrasado.*acerto automático/,
      () => ({}),
      () => ({ match: { operation: 'token' }, headers: date(120_000) }),
    ],
    [
      'a clock that is fast',
      'Relógio',
      /1\d\d s adiantado/,
      () => ({}),
      () => ({ match: { operation: 'token' }, headers: date(-120_000) }),
    ],
    [
      'a page in place of the charges',
      'Cobranças (GET /cob)',
      /não é da API Pix.*proxy/,
      () => ({}),
      () => ({ match: { operation: 'listCob' }, body: html }),
    ],
    [
      'a PSP in maintenance',
      'Pagamentos (GET /pix)',
      /não está atendendo \(HTTP 503\)/,
      () => ({}),
      () => ({ match: { operation: 'listPix' }, status: 503 }),
    ],
    [
      'a call that is not allowed',
      'Pagamentos (GET /pix)',
      /não permite essa operação.*\(HTTP 403\).*[Pp]eça a liberação/,
      () => ({}),
      () => ({ match: { operation: 'listPix' }, problem: 'AcessoNegado' }),
    ],
    [
      'a webhook that is not registered',
      'Webhook',
      /Nenhum endereço.*--register/,
      () => desk.webhookSettings('https://pix.padaria.example/webhook'),
    ],
    [
      'a charge that is refused, in the PSP’s words',
      'Cobrança de R$ 0,01',
      /recusou a operação.*confira/i,
      () => ({}),
      () => ({ match: { operation: 'putCob' }, problem: 'CobOperacaoInvalida' }),
    ],
    [
      'a charge that stays',
      'Cobrança de R$ 0,01',
      /foi criada, mas não foi removida \(ATIVA\)/,
      () => ({}),
      () => ({ match: { operation: 'patchCob' }, rewrite: { status: 'ATIVA' } }),
    ],
    [
      'a code that no bank would read',
      'Cobrança de R$ 0,01',
      /não é da API Pix/,
      () => ({}),
      () => ({ match: { operation: 'putCob' }, rewrite: { pixCopiaECola: '000201' } }),
    ],
  ]
  test.each(rows)('%s', async (_sentence, title, says, change, rule) => {
    if (rule) await desk.faults(rule())
    const { isGood, line } = await desk.check(change())
    expect(trouble(line(title))).toMatch(says)
    expect(isGood).toBe(false)
  })

  test('and a charge whose code cannot be read is removed all the same', async () => {
    const rewrite = { pixCopiaECola: '000201' }
    await desk.faults({ match: { operation: 'putCob' }, rewrite })
    await desk.check()
    const state = await desk.state()
    expect(state.cobs.filter(({ status }: { status: string }) => status === 'ATIVA')).toEqual([])
  })

  test('and what it makes impossible is not checked, not called wrong', async () => {
    const { lines } = await desk.check({ PSP_TOKEN_URL: 'https://localhost:1/token' })
    const kinds = Object.fromEntries(lines.map(({ title, kind }) => [title, kind]))
    expect(kinds).toMatchObject({ Certificado: 'good', 'Conexão do token': 'bad', 'Conexão da API': 'good' })
    for (const title of titles.slice(titles.indexOf('Token'))) expect(kinds[title], title).toBe('unchecked')
  })

  test('what a PSP says is shown without what only the shop may know', async () => {
    const { PSP_CHAVE: chave, PSP_CLIENT_SECRET: secret } = desk.settings
    const problem = {
      type: 'https://pix.bcb.gov.br/api/v2/error/CobOperacaoInvalida',
      title: 'x',
      status: 400,
      detail: `A chave ${chave} com \u001b[31m${secret}`,
      violacoes: [{ razao: `Não é ${chave}\u001b[31m`, propriedade: 'cob.chave' }],
    }
    await desk.faults({ match: { operation: 'putCob' }, problem })
    const said = trouble((await desk.check()).line('Cobrança de R$ 0,01'))
    for (const word of ['A chave', 'Não é']) expect(said).toContain(`${word} ${chave?.slice(0, 4)}…`)
    expect(said).not.toContain('\u001b')
  })
})
