import type { CobV } from '../charge.ts'
import { findCobV, patchCobV, putCobV } from '../cobv.ts'
import { getCharge, listCharges } from '../lists.ts'
import { chargeJson } from '../present.ts'
import { isRefusal } from '../problem.ts'
import type { World } from '../world.ts'
import { type Endpoint, reply } from './api.ts'

/** Tag CobV of API Pix 2.9.0. */
export function cobvEndpoints(world: World): Endpoint[] {
  const present = (cobv: CobV) => chargeJson(world, cobv)
  const same = (value: object) => value
  const one = '/cobv/:txid'
  return [
    {
      operation: 'putCobV',
      method: 'put',
      path: one,
      scope: 'cobv.write',
      takesJson: true,
      handle: ({ params, body }) => reply(putCobV(world, params.txid ?? '', body), 201, present),
    },
    {
      operation: 'patchCobV',
      method: 'patch',
      path: one,
      scope: 'cobv.write',
      takesJson: true,
      handle: ({ params, body }) => reply(patchCobV(world, params.txid ?? '', body), 200, present),
    },
    {
      operation: 'getCobV',
      method: 'get',
      path: one,
      scope: 'cobv.read',
      handle({ params, query }) {
        const cobv = findCobV(world, params.txid ?? '')
        return reply(isRefusal(cobv) ? cobv : getCharge(world, cobv, query), 200, same)
      },
    },
    {
      operation: 'listCobV',
      method: 'get',
      path: '/cobv',
      scope: 'cobv.read',
      handle: ({ query }) => reply(listCharges(world, 'cobv', query), 200, same),
    },
  ]
}
