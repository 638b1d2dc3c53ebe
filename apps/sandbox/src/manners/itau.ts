import { gatewayNotFound, type Manners, usualToken } from './manners.ts'

/** Tokens of five minutes, and an API key in a header (frones/ACBr, ACBrPIXPSPItau). */
export const itau: Manners = {
  base: '/pix_recebimentos/v2',
  token: { ...usualToken, path: '/as/token.oauth2', auth: ['body'], seconds: 300 },
  asks: [
    {
      in: 'header',
      name: 'x-itau-apikey',
      refusal: { status: 403, contentType: 'application/json', body: '{"message":"Forbidden"}' },
    },
  ],
  noRoute: gatewayNotFound,
}
