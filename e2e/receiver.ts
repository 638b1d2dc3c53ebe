import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import type { World } from './world.ts'

/** Whoever is paid: a client of the sandbox's API Pix of its own, with the certificate that the sandbox has made for its clients. */
export type Receiver = ReturnType<typeof openReceiver>

// biome-ignore lint/suspicious/noExplicitAny: a test reads JSON as it comes, and its assertions are the check.
type Json = any

/** The account that the sandbox's provider has for a person (apps/sandbox/README.md). */
const payerAccount = { conta: '487031', agencia: '1', ispbParticipante: '99999012', cpf: '12345678909' }
const ownAccount = { agencia: '0001', conta: '1234567', tipoConta: 'PAGAMENTO' }
const dayMs = 24 * 3_600_000
const brasilia = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Sao_Paulo' })
const newTxid = () => randomBytes(16).toString('hex')

export function openReceiver(world: World) {
  const file = (name: string) => readFileSync(join(world.pkiDir, name), 'utf8')
  const { clientId, clientSecret, chave } = JSON.parse(file('credentials.json'))
  const agent = new Agent({
    connect: { ca: file('ca.pem'), cert: file('client.pem'), key: file('client.key') },
  })
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`

  async function send(method: string, path: string, headers: Record<string, string>, body?: unknown) {
    const answer = await request(world.pspUrl + path, {
      method: method as 'GET',
      dispatcher: agent,
      headers: { 'content-type': 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await answer.body.text()
    if (answer.statusCode > 299) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as Json
  }
  async function api(method: string, path: string, body?: unknown): Promise<Json> {
    const grant = { grant_type: 'client_credentials' }
    const { access_token } = await send('POST', '/v2/oauth/access-token', { authorization }, grant)
    return send(method, `/cielo-pix/v1${path}`, { authorization: `Bearer ${access_token}` }, body)
  }
  const nowMs = async () => ((await world.control('GET', '/control/clock')) as { nowMs: number }).nowMs
  /** So many days from the sandbox's now, as Brasília writes them. */
  const day = async (days: number) => brasilia.format(new Date((await nowMs()) + days * dayMs))

  return {
    day,
    /** So far, or an hour into that day in Brasília, which has no daylight-saving time since 2019. The sandbox's clock goes forward only. */
    async moveClock(by: { hours: number } | { to: string }) {
      await world.control(
        'POST',
        '/control/clock',
        'to' in by ? { nowMs: Date.parse(`${by.to}T01:00:00-03:00`) } : { advanceMs: by.hours * 3_600_000 },
      )
    },
    /** An immediate charge of R$ 23,50 for an hour, or with `fields` instead. */
    cob: (fields: object = {}, txid = newTxid()): Promise<Json> =>
      api('PUT', `/cob/${txid}`, {
        calendario: { expiracao: 3600 },
        valor: { original: '23.50' },
        chave,
        ...fields,
      }),
    /** R$ 29,50 a month from tomorrow, at a location of its own. */
    async recurrence(fields: object = {}): Promise<{ idRec: string }> {
      const { id } = await api('POST', '/locrec')
      return api('POST', '/rec', {
        vinculo: {
          contrato: '63100862',
          objeto: 'Assinatura de café',
          devedor: { cpf: '12345678909', nome: 'Ana Souza' },
        },
        calendario: { dataInicial: await day(1), periodicidade: 'MENSAL' },
        valor: { valorRec: '29.50' },
        politicaRetentativa: 'PERMITE_3R_7D',
        loc: id,
        ...fields,
      })
    },
    /** The code of journey 2, or with a txid that of 3 or 4. */
    async codeOf(idRec: string, txid?: string): Promise<string> {
      const { dadosQR } = await api('GET', `/rec/${idRec}${txid === undefined ? '' : `?txid=${txid}`}`)
      return dadosQR.pixCopiaECola
    },
    /** Journey 2. */
    async toAuthorize(fields: object = {}): Promise<{ idRec: string; code: string }> {
      const { idRec } = await this.recurrence(fields)
      return { idRec, code: await this.codeOf(idRec) }
    },
    /** Journey 3: an immediate charge, and a recurrence that is bound to it. */
    async toPayAndAuthorize(fields: object = {}): Promise<{ idRec: string; txid: string; code: string }> {
      const { txid } = await this.cob(fields)
      const { idRec } = await this.recurrence({ ativacao: { dadosJornada: { txid } } })
      return { idRec, txid, code: await this.codeOf(idRec, txid) }
    },
    /** Journey 4: a charge of R$ 100,00 that is due in ten days, and a recurrence that is offered after it. */
    async toPayAndBeOffered(): Promise<{ idRec: string; txid: string; code: string }> {
      const txid = newTxid()
      await api('PUT', `/cobv/${txid}`, {
        calendario: { dataDeVencimento: await day(10) },
        devedor: { cpf: '12345678909', nome: 'Ana Souza' },
        valor: { original: '100.00' },
        chave,
      })
      const { idRec } = await this.recurrence()
      return { idRec, txid, code: await this.codeOf(idRec, txid) }
    },
    /** Journey 1: sent to the payer's account, to be answered within two days. */
    async propose(fields: object = {}): Promise<{ idRec: string }> {
      const { idRec } = await this.recurrence(fields)
      await api('POST', '/solicrec', {
        idRec,
        calendario: { dataExpiracaoSolicitacao: new Date((await nowMs()) + 2 * dayMs).toISOString() },
        destinatario: payerAccount,
      })
      return { idRec }
    },
    /** A charge of a recurrence that holds, for that day. */
    charge: (idRec: string, dueDay: string, txid = newTxid()): Promise<Json> =>
      api('PUT', `/cobr/${txid}`, {
        idRec,
        calendario: { dataDeVencimento: dueDay },
        valor: { original: '29.50' },
        ajusteDiaUtil: false,
        recebedor: ownAccount,
      }),
    recurrenceAtPsp: (idRec: string): Promise<Json> => api('GET', `/rec/${idRec}`),
    close: () => agent.destroy(),
  }
}
