import { gatewayNotFound, type Manners, usualToken } from './manners.ts'

/** The grant in the query and the credentials in the form; creates with 200, and a charge always has its own txid (frones/ACBr, ACBrPIXPSPSantander). */
export const santander: Manners = {
  base: '/api/v1',
  token: { ...usualToken, auth: ['body'], body: ['query', 'form'] },
  status: { putCob: 200 },
  unsupported: ['postCob'],
  noRoute: gatewayNotFound,
}
