import { type PspProfile, standard } from '../profile.ts'

/**
 * Efí: dev.efipay.com.br, Credenciais (hosts, Basic and JSON), Cob and Pix (error names: a missing charge or Pix is a
 * 400, a repeated id a 409), Webhooks (the probe without a certificate, and x-skip-mtls-checking: `true` in the place
 * of `false` gives up the probe and mTLS, and then the URL must hold a secret). partner-token is for integrators.
 * Its own SDK (github.com/efipay/sdk-node-apis-efi) has the operations of Pix Automático.
 */
export const efi: PspProfile = {
  ...standard,
  name: 'efi',
  baseUrl: 'https://pix.api.efipay.com.br/v2',
  tokenUrl: 'https://pix.api.efipay.com.br/oauth/token',
  tokenAuth: 'basic',
  tokenBody: 'json',
  staticHeaders: { 'partner-token': '{partnerToken?}' },
  errorShapes: [
    {
      kind: 'json',
      name: 'nome',
      detail: 'mensagem',
      codes: {
        cobranca_nao_encontrada: 'not-found',
        pix_nao_encontrado: 'not-found',
        webhook_nao_encontrado: 'not-found',
        location_nao_encontrada: 'not-found',
        txid_duplicado: 'conflict',
        devolucao_id_duplicado: 'conflict',
        status_cobranca_invalido: 'invalid-operation',
        chave_invalida: 'invalid-operation',
        valor_invalido: 'invalid-operation',
        documento_bloqueado: 'access-denied',
        erro_aplicacao: 'unavailable',
      },
    },
  ],
  webhook: { suffix: '/pix', handshake: 'mutual-tls-probe', headers: { 'x-skip-mtls-checking': 'false' } },
  sandbox: {
    baseUrl: 'https://pix-h.api.efipay.com.br/v2',
    tokenUrl: 'https://pix-h.api.efipay.com.br/oauth/token',
  },
}
