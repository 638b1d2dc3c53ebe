import type { MannersName } from './index.ts'

/**
 * How a client of each PSP asks for a token, what it sends with every call and where it finds a charge: what the other
 * side of its documentation says, so that a slip in the manners does not slip into their test.
 */
export type Client = {
  token: {
    path: string
    auth: 'basic' | 'body' | 'clientIdOnly'
    body: 'json' | 'form'
    fields?: object
    noGrant?: true
  }
  query?: string
  header?: string
  charge: string
  list: string
}
const form = { auth: 'basic', body: 'form' } as const
export const clients: Record<MannersName, Client> = {
  sandbox: {
    token: { path: '/v2/oauth/access-token', auth: 'basic', body: 'json' },
    charge: '/cielo-pix/v1/cob',
    list: '/cielo-pix/v1/cob',
  },
  cielo: {
    token: { path: '/v2/oauth/access-token', auth: 'basic', body: 'json' },
    charge: '/cielo-pix/v1/cob',
    list: '/cielo-pix/v1/cob',
  },
  bacen: { token: { path: '/oauth/token', ...form }, charge: '/api/cob', list: '/api/cob' },
  'banco-do-brasil': {
    token: { path: '/oauth/token', ...form },
    query: 'gw-dev-app-key',
    charge: '/pix/v2/cob',
    list: '/pix/v2/cob',
  },
  itau: {
    token: { path: '/as/token.oauth2', auth: 'body', body: 'form' },
    header: 'x-itau-apikey',
    charge: '/pix_recebimentos/v2/cob',
    list: '/pix_recebimentos/v2/cob',
  },
  inter: {
    token: { path: '/oauth/v2/token', auth: 'body', body: 'form', fields: { scope: 'cob.read cob.write' } },
    charge: '/pix/v2/cob',
    list: '/pix/v2/cob',
  },
  sicoob: {
    token: {
      path: '/auth/realms/cooperado/protocol/openid-connect/token',
      auth: 'clientIdOnly',
      body: 'form',
      fields: { scope: 'cob.read cob.write pix.read pix.write' },
    },
    header: 'client_id',
    charge: '/pix/api/v2/cob',
    list: '/pix/api/v2/cob',
  },
  sicredi: {
    token: { path: '/oauth/token', ...form, fields: { scope: 'cob.read cob.write lotecobv.read' } },
    charge: '/api/v3/cob',
    list: '/api/v2/cob',
  },
  efi: { token: { path: '/oauth/token', auth: 'basic', body: 'json' }, charge: '/v2/cob', list: '/v2/cob' },
  santander: {
    token: { path: '/oauth/token?grant_type=client_credentials', auth: 'body', body: 'form' },
    charge: '/api/v1/cob',
    list: '/api/v1/cob',
  },
  bradesco: { token: { path: '/oauth/token', ...form }, charge: '/v2/cob', list: '/v2/cob' },
  c6: { token: { path: '/v1/auth', ...form }, charge: '/v2/pix/cob', list: '/v2/pix/cob' },
  ailos: {
    token: {
      path: '/ailos/pix-cobranca/api/v1/client/connect/token',
      auth: 'body',
      body: 'form',
      noGrant: true,
      fields: { scope: 'cob.read cob.write' },
    },
    charge: '/ailos/pix-cobranca/api/v1/cob',
    list: '/ailos/pix-cobranca/api/v1/cob',
  },
  pagbank: {
    token: { path: '/pix/oauth2', auth: 'basic', body: 'json' },
    charge: '/instant-payments/cob',
    list: '/instant-payments/cob',
  },
}
