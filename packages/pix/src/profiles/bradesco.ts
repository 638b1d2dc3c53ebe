import { type PspProfile, standard, supportsAllBut } from '../profile.ts'

/**
 * Bradesco: ACBr, ACBrPIXPSPBradesco.pas, for hosts and the token (Basic and form). Its gateway answers in SOAP where one
 * of its own rules is broken ("Policy Falsified", github.com/bacen/pix-api/issues/535).
 */
export const bradesco: PspProfile = {
  ...standard,
  name: 'bradesco',
  baseUrl: 'https://qrpix.bradesco.com.br/v2',
  tokenUrl: 'https://qrpix.bradesco.com.br/oauth/token',
  tokenAuth: 'basic',
  tokenBody: 'form',
  supports: supportsAllBut('rec'),
  errorShapes: [{ kind: 'soap' }],
  sandbox: {
    baseUrl: 'https://qrpix-h.bradesco.com.br/v2',
    tokenUrl: 'https://qrpix-h.bradesco.com.br/oauth/token',
  },
}
