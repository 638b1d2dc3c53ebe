import { type PspProfile, standard, tillScopes } from '../profile.ts'

/** The Central Bank's OpenAPI 2.9.0, with its example URLs; a token request as RFC 6749 §4.4, which it leaves open. */
export const bacen: PspProfile = {
  ...standard,
  name: 'bacen',
  baseUrl: 'https://pix.example.com/api',
  tokenUrl: 'https://pix.example.com/oauth/token',
  tokenAuth: 'basic',
  tokenBody: 'form',
  scopes: tillScopes,
  sandbox: {
    baseUrl: 'https://pix-h.example.com/api',
    tokenUrl: 'https://pix-h.example.com/oauth/token',
  },
}
