import { gatewayNotFound, type Manners, usualToken } from './manners.ts'

/** Creates with 200 (frones/ACBr, ACBrPIXPSPC6Bank). */
export const c6: Manners = {
  base: '/v2/pix',
  token: { ...usualToken, path: '/v1/auth' },
  status: { putCob: 200, postCob: 200 },
  noRoute: gatewayNotFound,
}
