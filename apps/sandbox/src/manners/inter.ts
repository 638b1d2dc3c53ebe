import { gatewayNotFound, type Manners, usualToken } from './manners.ts'

/** Credentials and scope in the form (frones/ACBr, ACBrPIXPSPInter). */
export const inter: Manners = {
  base: '/pix/v2',
  token: { ...usualToken, path: '/oauth/v2/token', auth: ['body'], scopeRequired: true },
  noRoute: gatewayNotFound,
}
