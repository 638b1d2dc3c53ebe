import { type PspProfile, standard, supportsAllBut } from '../profile.ts'

/**
 * Itaú: ACBr, ACBrPIXPSPItau.pas, for hosts, token (form, no scope), the correlation header and the sandbox's own
 * token header; devportal.itau.com.br for x-itau-apikey. The token lives for five minutes.
 */
export const itau: PspProfile = {
  ...standard,
  name: 'itau',
  baseUrl: 'https://secure.api.itau/pix_recebimentos/v2',
  tokenUrl: 'https://sts.itau.com.br/as/token.oauth2',
  tokenAuth: 'body',
  tokenBody: 'form',
  supports: supportsAllBut('rec'),
  staticHeaders: { 'x-itau-apikey': '{apiKey}', 'x-correlationid': '{correlationId?}' },
  needs: ['apiKey'],
  sandbox: {
    baseUrl: 'https://devportal.itau.com.br/sandboxapi/pix_recebimentos_ext_v2/v2',
    tokenUrl: 'https://devportal.itau.com.br/api/jwt',
    staticHeaders: { 'x-sandbox-token': '{accessToken}', 'x-correlationid': '{correlationId?}' },
    needs: [],
    certificate: 'optional',
  },
}
