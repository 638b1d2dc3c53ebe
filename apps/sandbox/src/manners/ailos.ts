import { gatewayNotFound, type Manners, usualToken } from './manners.ts'

const base = '/ailos/pix-cobranca/api/v1'

/** The token is asked for below the API, without a grant; POST and a refund answer 200 (frones/ACBr, ACBrPIXPSPAilos). */
export const ailos: Manners = {
  base,
  token: {
    ...usualToken,
    path: `${base}/client/connect/token`,
    auth: ['body'],
    grantImplied: true,
    scopeRequired: true,
  },
  status: { postCob: 200, putRefund: 200 },
  noRoute: gatewayNotFound,
}
