import { type PspProfile, standard, supportsAllBut, tillScopes } from '../profile.ts'

/**
 * Sicoob: ACBr, ACBrPIXPSPSicoob.pas, for hosts, the token (form with id and scope; the ICP-Brasil certificate is the
 * secret), the client_id header and `brcode`. Its sandbox gives out one fixed token by hand and has no token
 * request, so there is none here. A refund is answered with 200.
 */
export const sicoob: PspProfile = {
  ...standard,
  name: 'sicoob',
  baseUrl: 'https://api.sicoob.com.br/pix/api/v2',
  tokenUrl: 'https://auth.sicoob.com.br/auth/realms/cooperado/protocol/openid-connect/token',
  tokenAuth: 'clientIdOnly',
  tokenBody: 'form',
  supports: supportsAllBut('rec'),
  scopes: tillScopes,
  staticHeaders: { client_id: '{clientId}' },
  needs: ['clientId'],
  copiaEColaFields: ['brcode', 'pixCopiaECola'],
}
