import type { PayloadSigner } from '../payload.ts'
import type { World } from '../world.ts'
import type { Endpoint } from './api.ts'

/** The location of a QR Code and the keys that its payload is signed with. No token; why a certificate: see tls.ts. */
export function payloadEndpoints(world: World, signer: PayloadSigner): Endpoint[] {
  return [
    { operation: 'getJwks', method: 'get', path: '/qr/jwks', handle: () => signer.jwks() },
    {
      operation: 'getPayload',
      method: 'get',
      path: '/qr/v2/:token',
      handle: ({ params }) => signer.payload(world, params.token ?? ''),
    },
  ]
}
