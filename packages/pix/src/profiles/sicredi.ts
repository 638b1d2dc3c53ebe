import { operationsOf } from '../operation.ts'
import { type PspProfile, standard, tillScopes } from '../profile.ts'

const recurrencePrefixes = Object.fromEntries(operationsOf('rec').map((operation) => [operation, '/v1']))

/**
 * Sicredi: ACBr, ACBrPIXPSPSicredi.pas, for hosts and the token (Basic and form), and the Sicredi Pix guide for v3,
 * which holds one charge by its txid while everything else is v2, and Pix Automático v1
 * (github.com/laddertech/pypix-api). Less scope is granted than asked for without an error, so it is checked; many token
 * requests have the address blocked.
 */
export const sicredi: PspProfile = {
  ...standard,
  name: 'sicredi',
  baseUrl: 'https://api-pix.sicredi.com.br/api',
  pathPrefixes: { others: '/v2', putCob: '/v3', patchCob: '/v3', getCob: '/v3', ...recurrencePrefixes },
  tokenUrl: 'https://api-pix.sicredi.com.br/oauth/token',
  tokenAuth: 'basic',
  tokenBody: 'form',
  scopes: tillScopes,
  checksScope: true,
  sandbox: {
    baseUrl: 'https://api-pix-h.sicredi.com.br/api',
    tokenUrl: 'https://api-pix-h.sicredi.com.br/oauth/token',
  },
}
