import { wallTime } from '@balcao/domain'
import { type Json, openSandboxClient } from './sandbox-client.ts'
import { newTxid, type World } from './world.ts'

/** Whoever is paid: a client of the sandbox's API Pix of its own, so that a code is made by somebody else than the one who pays it. */
export type Receiver = Awaited<ReturnType<typeof openReceiver>>

/** The account that the sandbox's provider has for a person (its README). */
const payerAccount = { conta: '487031', agencia: '1', ispbParticipante: '99999012', cpf: '12345678909' }
const ownAccount = { agencia: '0001', conta: '1234567', tipoConta: 'PAGAMENTO' }
const dayMs = 24 * 3_600_000

export async function openReceiver(world: World) {
  const { asShop: api, asPayer, chave, close } = openSandboxClient(world)
  /** What the account's provider makes of a code, asked over a connection of our own. */
  const decode = (qrCode: string) => asPayer('POST', '/v1/qrcode/decoding', { qrCode })
  /** So many days from now, as Brasília writes them. */
  const day = (days: number) => wallTime(world.clock.now() + days * dayMs, 'America/Sao_Paulo').day

  return {
    api,
    decode,
    day,
    chave,
    /** An immediate charge of R$ 23,50 for an hour. */
    cob: (fields: object = {}, txid = newTxid()) =>
      api('PUT', `/cob/${txid}`, {
        calendario: { expiracao: 3600 },
        valor: { original: '23.50' },
        chave,
        ...fields,
      }),
    /** One of R$ 100,00 that is due in ten days. */
    cobv: (txid = newTxid()) =>
      api('PUT', `/cobv/${txid}`, {
        calendario: { dataDeVencimento: day(10) },
        devedor: { cpf: '12345678909', nome: 'Ana Souza' },
        valor: { original: '100.00' },
        chave,
      }),
    /** R$ 29,50 a month from tomorrow, at a location of its own. */
    async recurrence(fields: object = {}): Promise<Json> {
      const loc = await api('POST', '/locrec')
      return api('POST', '/rec', {
        vinculo: {
          contrato: '63100862',
          objeto: 'Assinatura de café',
          devedor: { cpf: '12345678909', nome: 'Ana Souza' },
        },
        calendario: { dataInicial: day(1), periodicidade: 'MENSAL' },
        valor: { valorRec: '29.50' },
        politicaRetentativa: 'NAO_PERMITE',
        loc: loc.id,
        ...fields,
      })
    },
    /** The code of journey 2, or with a txid that of 3 or 4. */
    async codeOf(idRec: string, txid?: string): Promise<string> {
      const { dadosQR } = await api('GET', `/rec/${idRec}${txid === undefined ? '' : `?txid=${txid}`}`)
      return dadosQR.pixCopiaECola
    },
    /** Journey 3: an immediate charge, and a recurrence that is bound to it. */
    async payAndAuthorize(fields: object = {}): Promise<{ idRec: string; txid: string; code: string }> {
      const { txid } = await this.cob()
      const { idRec } = await this.recurrence({ ativacao: { dadosJornada: { txid } }, ...fields })
      return { idRec, txid, code: await this.codeOf(idRec, txid) }
    },
    /** Journey 4: a charge with a due date, and a recurrence that is offered after it. */
    async payAndOffer(): Promise<{ idRec: string; txid: string; code: string }> {
      const { txid } = await this.cobv()
      const { idRec } = await this.recurrence()
      return { idRec, txid, code: await this.codeOf(idRec, txid) }
    },
    /** Journey 1: sent to the payer's account, to be answered within so many milliseconds. */
    propose: (idRec: string, withinMs = 2 * dayMs) =>
      api('POST', '/solicrec', {
        idRec,
        calendario: { dataExpiracaoSolicitacao: new Date(world.clock.now() + withinMs).toISOString() },
        destinatario: payerAccount,
      }),
    /** A charge of a recurrence that holds, for that day. */
    charge: (idRec: string, dueDay: string, value = '29.50', txid = newTxid()) =>
      api('PUT', `/cobr/${txid}`, {
        idRec,
        calendario: { dataDeVencimento: dueDay },
        valor: { original: value },
        ajusteDiaUtil: false,
        recebedor: ownAccount,
      }),
    close,
  }
}
