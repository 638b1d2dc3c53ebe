import { type PspProfile, standard, supportsAllBut } from '../profile.ts'

/**
 * Santander: ACBr, ACBrPIXPSPSantander.pas, and the bank's own C# example: the grant type in the URL, id and secret in
 * the form; no POST /cob, and a charge is made with 200.
 */
export const santander: PspProfile = {
  ...standard,
  name: 'santander',
  baseUrl: 'https://trust-pix.santander.com.br/api/v1',
  tokenUrl: 'https://trust-pix.santander.com.br/oauth/token',
  tokenAuth: 'body',
  tokenBody: 'query',
  supports: supportsAllBut('postCob', 'rec'),
  sandbox: {
    baseUrl: 'https://trust-pix-h.santander.com.br/api/v1',
    tokenUrl: 'https://trust-pix-h.santander.com.br/oauth/token',
  },
}
