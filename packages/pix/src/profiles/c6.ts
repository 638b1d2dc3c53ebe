import { type PspProfile, standard, supportsAllBut } from '../profile.ts'

/** C6 Bank: developers.c6bank.com.br/pix-api, and ACBr, ACBrPIXPSPC6Bank.pas (Basic and form, no scope sent). */
export const c6: PspProfile = {
  ...standard,
  name: 'c6',
  baseUrl: 'https://baas-api.c6bank.info/v2/pix',
  tokenUrl: 'https://baas-api.c6bank.info/v1/auth',
  tokenAuth: 'basic',
  tokenBody: 'form',
  supports: supportsAllBut('rec'),
  sandbox: {
    baseUrl: 'https://baas-api-sandbox.c6bank.info/v2/pix',
    tokenUrl: 'https://baas-api-sandbox.c6bank.info/v1/auth',
  },
}
