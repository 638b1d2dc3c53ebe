import { type PspProfile, standard, supportsAllBut, tillScopes } from '../profile.ts'

/**
 * Banco do Brasil, API Pix v2. Hosts: github.com/laddertech/pypix-api; token (Basic and form), the query parameter,
 * both shapes of an error and the meaning of 4769515 ("Não há informações para os dados informados"): ACBr,
 * ACBrPIXPSPBancoDoBrasil.pas. PUT answers 200 and PATCH 201, which every reader takes.
 */
export const bancoDoBrasil: PspProfile = {
  ...standard,
  name: 'banco-do-brasil',
  baseUrl: 'https://api-pix.bb.com.br/pix/v2',
  tokenUrl: 'https://oauth.bb.com.br/oauth/token',
  tokenAuth: 'basic',
  tokenBody: 'form',
  supports: supportsAllBut('rec'),
  scopes: tillScopes,
  staticQuery: { 'gw-dev-app-key': '{appKey}' },
  needs: ['appKey'],
  copiaEColaFields: ['pixCopiaECola', 'textoImagemQRcode'],
  errorShapes: [
    {
      kind: 'json',
      name: 'erros.0.codigo',
      detail: 'erros.0.mensagem',
      codes: { '4769515': 'not-found' },
    },
    { kind: 'json', name: 'error', detail: 'message' },
  ],
  sandbox: {
    baseUrl: 'https://api-pix.hm.bb.com.br/pix/v2',
    tokenUrl: 'https://oauth.hm.bb.com.br/oauth/token',
    certificate: 'optional',
  },
}
