import { type PspProfile, standard, supportsAllBut, tillScopes } from '../profile.ts'

/** PagBank: dev.pagseguro.uol.com.br, pix-intro, and ACBr, ACBrPIXPSPPagSeguro.pas (Basic and JSON; no POST /cob). */
export const pagbank: PspProfile = {
  ...standard,
  name: 'pagbank',
  baseUrl: 'https://secure.api.pagseguro.com/instant-payments',
  tokenUrl: 'https://secure.api.pagseguro.com/pix/oauth2',
  tokenAuth: 'basic',
  tokenBody: 'json',
  scopes: tillScopes,
  supports: supportsAllBut('postCob', 'rec'),
  sandbox: {
    baseUrl: 'https://secure.sandbox.api.pagseguro.com/instant-payments',
    tokenUrl: 'https://secure.sandbox.api.pagseguro.com/pix/oauth2',
  },
}
