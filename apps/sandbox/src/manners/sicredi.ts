import { gatewayNotFound, type Manners, usualToken } from './manners.ts'

/** One charge is under v3 and everything else under v2; scopes that are not yours vanish without a word (frones/ACBr, ACBrPIXPSPSicredi). */
export const sicredi: Manners = {
  base: '/api/v2',
  bases: { putCob: '/api/v3', patchCob: '/api/v3', getCob: '/api/v3' },
  token: { ...usualToken, scopeRequired: true, narrows: true },
  noRoute: gatewayNotFound,
}
