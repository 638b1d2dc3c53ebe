import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Merchant, newTxid, openMerchant } from './merchant.ts'
import { type ProblemName, problemNames } from './problem.ts'

let merchant: Merchant
beforeAll(async () => {
  merchant = await openMerchant()
})
afterAll(() => merchant.close())
afterEach(() => merchant.control('DELETE', '/faults'))

type Answer = Awaited<ReturnType<Merchant['call']>>
const api = (method: string, path: string, body?: unknown) => merchant.api(method, path, body)
const nobody = 'E'.padEnd(32, '0')

/** What nobody can bring about by asking, the PSP does when it is told to. */
async function broken(status: number): Promise<Answer> {
  await merchant.control('PUT', '/faults', { rules: [{ status }] })
  return api('GET', '/webhook')
}

async function withScope(scope: string, method: string, path: string): Promise<Answer> {
  const { body } = await merchant.askToken({}, { grant_type: 'client_credentials', scope })
  return merchant.api(method, path, undefined, { token: body.access_token })
}

async function lateDay(): Promise<Answer> {
  const { body } = await api('PUT', `/cobv/${newTxid()}`, {
    calendario: { dataDeVencimento: '2099-01-01' },
    devedor: { cpf: '12345678909', nome: 'Ana' },
    valor: { original: '1.00' },
    chave: merchant.chave,
  })
  const path = body.location.slice(body.location.indexOf('/'))
  return merchant.call('GET', `${path}?DPP=2000-01-01`, { token: null })
}

async function tooMuch(): Promise<Answer> {
  const { body: cob } = await api('PUT', `/cob/${newTxid()}`, merchant.cob())
  const { body: paid } = await merchant.control('POST', '/pay', { pixCopiaECola: cob.pixCopiaECola })
  return api('PUT', `/pix/${paid.endToEndId}/devolucao/1`, { valor: '23.51' })
}

const newRec = async (fields: object = {}) =>
  (await api('POST', '/rec', merchant.rec('2099-01-01', fields))).body

async function cancelledPayload(): Promise<Answer> {
  const { body: loc } = await api('POST', '/locrec')
  const rec = await newRec({ loc: loc.id })
  await api('PATCH', `/rec/${rec.idRec}`, { status: 'CANCELADA' })
  return merchant.call('GET', loc.location.slice(loc.location.indexOf('/')), { token: null })
}

const badProposal = async () => api('POST', '/solicrec', { idRec: (await newRec()).idRec })

/** One way to each type of problem that API Pix 2.9.0 gives to these operations, and its status. */
const ways: Record<ProblemName, [status: number, way: () => Promise<Answer>]> = {
  RequisicaoInvalida: [400, () => api('PUT', `/cob/${newTxid()}`, '{"valor"')],
  AcessoNegado: [403, () => withScope('cob.read', 'GET', '/webhook')],
  NaoEncontrado: [404, () => api('GET', '/nada')],
  PermanentementeRemovido: [410, () => broken(410)],
  ErroInternoDoServidor: [500, () => broken(500)],
  ServicoIndisponivel: [503, () => broken(503)],
  IndisponibilidadePorTempoEsgotado: [504, () => broken(504)],
  CobNaoEncontrado: [404, () => api('GET', `/cob/${newTxid()}`)],
  CobOperacaoInvalida: [400, () => api('PUT', `/cob/${newTxid()}`, {})],
  CobConsultaInvalida: [400, () => api('GET', '/cob')],
  CobVNaoEncontrada: [404, () => api('GET', `/cobv/${newTxid()}`)],
  CobVOperacaoInvalida: [400, () => api('PUT', `/cobv/${newTxid()}`, {})],
  CobVConsultaInvalida: [400, () => api('GET', '/cobv')],
  CobPayloadNaoEncontrado: [404, () => merchant.call('GET', '/qr/v2/cobv/x', { token: null })],
  CobPayloadOperacaoInvalida: [400, lateDay],
  PayloadLocationNaoEncontrado: [404, () => api('GET', '/loc/999')],
  PayloadLocationOperacaoInvalida: [400, () => api('POST', '/loc', {})],
  PayloadLocationConsultaInvalida: [400, () => api('GET', '/loc')],
  PixNaoEncontrado: [404, () => api('GET', `/pix/${nobody}`)],
  PixConsultaInvalida: [400, () => api('GET', '/pix')],
  PixDevolucaoNaoEncontrada: [404, () => api('GET', `/pix/${nobody}/devolucao/1`)],
  PixDevolucaoInvalida: [400, tooMuch],
  WebhookOperacaoInvalida: [400, () => api('PUT', '/webhook/x', {})],
  WebhookNaoEncontrado: [404, () => api('GET', '/webhook/x')],
  WebhookConsultaInvalida: [400, () => api('GET', '/webhook?paginacao.paginaAtual=-1')],
  PayloadLocationRecNaoEncontrado: [404, () => api('GET', '/locrec/999')],
  PayloadLocationRecConsultaInvalida: [400, () => api('GET', '/locrec')],
  RecNaoEncontrada: [404, () => api('GET', `/rec/${nobody}`)],
  RecOperacaoInvalida: [400, () => api('POST', '/rec', {})],
  RecConsultaInvalida: [400, () => api('GET', '/rec')],
  RecPayloadNaoEncontrado: [404, () => merchant.call('GET', '/qr/v2/rec/x', { token: null })],
  RecPayloadOperacaoInvalida: [400, cancelledPayload],
  SolicRecNaoEncontrada: [404, () => api('GET', `/solicrec/${nobody}`)],
  SolicRecOperacaoInvalida: [400, badProposal],
  CobRNaoEncontrado: [404, () => api('GET', `/cobr/${newTxid()}`)],
  CobROperacaoInvalida: [400, () => api('PUT', `/cobr/${newTxid()}`, {})],
  CobRConsultaInvalida: [400, () => api('GET', '/cobr')],
  WebhookRecOperacaoInvalida: [400, () => api('PUT', '/webhookrec', {})],
  WebhookCobROperacaoInvalida: [400, () => api('PUT', '/webhookcobr', {})],
}

test.each(problemNames)('%s is raised, as the standard writes it', async (name) => {
  const [status, way] = ways[name]
  const answer = await way()
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(answer.body).toMatchObject({
    type: `https://pix.bcb.gov.br/api/v2/error/${name}`,
    title: expect.stringMatching(/\.$/),
    status,
  })
  for (const { razao, propriedade } of answer.body.violacoes ?? [])
    expect([typeof razao, typeof propriedade]).toEqual(['string', 'string'])
})
