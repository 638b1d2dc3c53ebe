import { gatewayNotFound, type Manners, usualToken } from './manners.ts'

/** Its gateway counts calls by an application key in the query; PUT answers 200 and PATCH 201 (frones/ACBr, ACBrPIXPSPBancoDoBrasil). */
export const bancoDoBrasil: Manners = {
  base: '/pix/v2',
  token: usualToken,
  asks: [
    {
      in: 'query',
      name: 'gw-dev-app-key',
      refusal: {
        status: 401,
        contentType: 'application/json',
        body: '{"statusCode":401,"error":"Unauthorized","message":"Bad Credentials","attributes":{"error":"Bad Credentials"}}',
      },
    },
  ],
  status: { putCob: 200, patchCob: 201 },
  errors: 'bancoDoBrasil',
  noRoute: gatewayNotFound,
}
