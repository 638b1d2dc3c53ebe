import { gatewayNotFound, type Manners, usualToken } from './manners.ts'

/** The token request in JSON; a charge always has its own txid (frones/ACBr, ACBrPIXPSPPagSeguro). */
export const pagbank: Manners = {
  base: '/instant-payments',
  token: { ...usualToken, path: '/pix/oauth2', body: ['json'] },
  unsupported: ['postCob'],
  noRoute: gatewayNotFound,
}
