import { type PspProfile, standard, supportsAllBut, tillScopes } from '../profile.ts'

/**
 * Banco Inter: ACBr, ACBrPIXPSPInter.pas, for the host and the token (form with id, secret and scope); Inter's
 * developer portal for the sandbox host and for x-conta-corrente, which names one of several accounts.
 */
export const inter: PspProfile = {
  ...standard,
  name: 'inter',
  baseUrl: 'https://cdpj.partners.bancointer.com.br/pix/v2',
  tokenUrl: 'https://cdpj.partners.bancointer.com.br/oauth/v2/token',
  tokenAuth: 'body',
  tokenBody: 'form',
  supports: supportsAllBut('rec'),
  scopes: tillScopes,
  staticHeaders: { 'x-conta-corrente': '{account?}' },
  sandbox: {
    baseUrl: 'https://cdpj-sandbox.partners.uatinter.co/pix/v2',
    tokenUrl: 'https://cdpj-sandbox.partners.uatinter.co/oauth/v2/token',
  },
}
