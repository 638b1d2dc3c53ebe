import { describe, expect, it } from 'vitest'
import {
  cancelRecRequest,
  getRecRequest,
  type NewRecRequest,
  postRecRequest,
  type RecRequest,
  readRecRequest,
} from '../index.ts'

const idRec = 'RN1234567820240115abcdefghijk'
const idSolicRec = 'SC8764567820240215abcdefghijk'
const request: NewRecRequest = {
  idRec,
  expiresAt: '2026-12-20T09:17:11-03:00',
  recipient: { ispb: '91193552', account: '550689', branch: '2569', cpf: '52998224725' },
}
const refused = (field: string) => expect.objectContaining({ code: 'invalid-request', field })

describe('a proposal to a payer', () => {
  it('is POSTed to the bank where the account is', () => {
    const { body = '', ...rest } = postRecRequest(request)
    expect(rest).toMatchObject({ operation: 'postSolicRec', method: 'POST', path: '/solicrec' })
    expect(JSON.parse(body)).toEqual({
      idRec,
      calendario: { dataExpiracaoSolicitacao: '2026-12-20T12:17:11.000Z' },
      destinatario: { agencia: '2569', conta: '550689', cpf: '52998224725', ispbParticipante: '91193552' },
    })
  })

  it('is asked for and taken back by its id', () => {
    expect(getRecRequest(idSolicRec)).toMatchObject({ method: 'GET', path: `/solicrec/${idSolicRec}` })
    expect(cancelRecRequest(idSolicRec)).toMatchObject({ method: 'PATCH', body: '{"status":"CANCELADA"}' })
    expect(() => getRecRequest(idRec)).toThrow(refused('idSolicRec'))
  })

  it.each<[string, object]>([
    ['idRec', { idRec: 'RN' }],
    ['expiresAt', { expiresAt: '2026-12-20T09:17:11' }],
    ['recipient', { recipient: undefined }],
    ['recipient.ispb', { recipient: { ...request.recipient, ispb: '1' } }],
    ['recipient.account', { recipient: { ...request.recipient, account: '1'.repeat(21) } }],
    ['recipient.branch', { recipient: { ...request.recipient, branch: '12345' } }],
    ['recipient.cpf', { recipient: { ispb: '91193552', account: '1' } }],
    ['recipient.cpf', { recipient: { ...request.recipient, cpf: '52998224726' } }],
    ['recipient.cnpj', { recipient: { ...request.recipient, cnpj: '12345678000195' } }],
  ])('is refused before the wire with a wrong %s', (field, wrong) => {
    expect(() => postRecRequest({ ...request, ...wrong } as NewRecRequest)).toThrow(refused(field))
  })
})

describe('a proposal of the PSP', () => {
  const wire = {
    idSolicRec,
    idRec,
    calendario: { dataExpiracaoSolicitacao: '2024-12-15T12:17:11.926Z' },
    status: 'REJEITADA',
    destinatario: { agencia: '1179', conta: '73851', cpf: '07031470825', ispbParticipante: '91193552' },
    atualizacao: [{ data: '2024-12-15T12:18:18.618Z', status: 'CRIADA' }],
  }
  const read = (change: object) =>
    readRecRequest({ status: 201, headers: {}, body: JSON.stringify({ ...wire, ...change }) })

  it('becomes ours', () => {
    expect(read({})).toEqual({
      idSolicRec,
      idRec,
      status: 'rejected',
      rawStatus: 'REJEITADA',
      expiresAt: '2024-12-15T12:17:11.926Z',
      recipient: { branch: '1179', account: '73851', cpf: '07031470825', ispb: '91193552' },
      history: [{ status: 'created', at: '2024-12-15T12:18:18.618Z' }],
    })
    expect(read({ destinatario: {} })).not.toHaveProperty('recipient')
  })

  it.each<[string, RecRequest['status']]>([
    ['CRIADA', 'created'],
    ['ENVIADA', 'sent'],
    ['RECEBIDA', 'received'],
    ['REJEITADA', 'rejected'],
    ['ACEITA', 'accepted'],
    ['EXPIRADA', 'expired'],
    ['CANCELADA', 'cancelled'],
    ['', 'undetermined'],
  ])('that is %j is %s', (status, ours) => {
    expect(read({ status }).status).toBe(ours)
  })

  it.each(['idSolicRec', 'idRec', 'calendario'])('is not understood without %s', (name) => {
    expect(() => read({ [name]: null })).toThrow(expect.objectContaining({ code: 'malformed-reply' }))
  })
})
