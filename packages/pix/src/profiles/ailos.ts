import { type PspProfile, standard, supportsAllBut, tillScopes } from '../profile.ts'

/**
 * Ailos: ACBr, ACBrPIXPSPAilos.pas (form with id, secret and scope; developer.ailos.coop.br). Its server certificate
 * is signed by an authority of its own, which the transport has to be given.
 */
export const ailos: PspProfile = {
  ...standard,
  name: 'ailos',
  baseUrl: 'https://apiendpoint.ailos.coop.br/ailos/pix-cobranca/api/v1',
  tokenUrl: 'https://apiendpoint.ailos.coop.br/ailos/pix-cobranca/api/v1/client/connect/token',
  tokenAuth: 'body',
  tokenBody: 'form',
  supports: supportsAllBut('rec'),
  scopes: tillScopes,
  sandbox: {
    baseUrl: 'https://apiendpointhml.ailos.coop.br/qa/ailos/pix-cobranca/api/v1',
    tokenUrl: 'https://apiendpointhml.ailos.coop.br/qa/ailos/pix-cobranca/api/v1/client/connect/token',
  },
}
