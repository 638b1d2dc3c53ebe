import type { PayloadSigner } from '../payload.ts'
import type { World } from '../world.ts'
import type { Endpoint } from './api.ts'

/** The locations of QR Codes and the keys that their payloads are signed with. No token; why a certificate: see tls.ts. */
export function payloadEndpoints(world: World, signer: PayloadSigner): Endpoint[] {
  return [
    { operation: 'getJwks', method: 'get', path: '/qr/jwks', handle: () => signer.jwks() },
    {
      operation: 'getPayload',
      method: 'get',
      path: '/qr/v2/:token',
      handle: ({ params, query }) => signer.payload(world, 'cob', params.token, query),
    },
    {
      operation: 'getCobVPayload',
      method: 'get',
      path: '/qr/v2/cobv/:token',
      handle: ({ params, query }) => signer.payload(world, 'cobv', params.token, query),
    },
    {
      operation: 'getRecPayload',
      method: 'get',
      path: '/qr/v2/rec/:token',
      handle: ({ params, query }) => signer.payload(world, 'rec', params.token, query),
    },
  ]
}
