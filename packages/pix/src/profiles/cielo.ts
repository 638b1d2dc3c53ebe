import { type PspProfile, standard, supportsAllBut } from '../profile.ts'

/**
 * Cielo OpenAPI 1.0.2 ("Criar Access Token": Basic and JSON, no scope; the list of its operations, of which cobv, loc,
 * the list of webhooks and those of Pix Automático are none) and docs.cielo.com.br/pix-can-cbk for the hosts. The sandbox is another host,
 * without mTLS.
 */
export const cielo: PspProfile = {
  ...standard,
  name: 'cielo',
  baseUrl: 'https://api-mtls.cielo.com.br/cielo-pix/v1',
  tokenUrl: 'https://api2.cielo.com.br/v2/oauth/access-token',
  tokenAuth: 'basic',
  tokenBody: 'json',
  supports: supportsAllBut('cobv', 'loc', 'listWebhooks', 'rec'),
  sandbox: {
    baseUrl: 'https://api2.cielo.com.br/sandbox/cielo-pix/v1',
    tokenUrl: 'https://api2.cielo.com.br/sandbox/v2/oauth/access-token',
    certificate: 'optional',
  },
}
