import { gatewayNotFound, type Manners, usualToken } from './manners.ts'

/** No secret, the client's id in a header of every call, the code in `brcode`, a refund is 200 (frones/ACBr, ACBrPIXPSPSicoob). */
export const sicoob: Manners = {
  base: '/pix/api/v2',
  token: {
    ...usualToken,
    path: '/auth/realms/cooperado/protocol/openid-connect/token',
    auth: ['clientIdOnly'],
    scopeRequired: true,
  },
  asks: [
    {
      in: 'header',
      name: 'client_id',
      refusal: { status: 401, contentType: 'application/json', body: '{"message":"Unauthorized"}' },
    },
  ],
  status: { putRefund: 200 },
  code: 'brcode',
  noRoute: gatewayNotFound,
}
