import { gatewayNotFound, type Manners, usualToken } from './manners.ts'

/** Errors as `{nome, mensagem}`, the token request in JSON, and a header that spares a webhook the mTLS (dev.efipay.com.br). */
export const efi: Manners = {
  base: '/v2',
  token: { ...usualToken, body: ['json'] },
  errors: 'efi',
  noRoute: gatewayNotFound,
  skipsHandshake: 'x-skip-mtls-checking',
}
