import type { Cob } from '../charge.ts'
import { findCob, patchCob, postCob, putCob } from '../cob.ts'
import { getCharge, listCharges } from '../lists.ts'
import { chargeJson } from '../present.ts'
import { isRefusal } from '../problem.ts'
import type { World } from '../world.ts'
import { type Endpoint, reply } from './api.ts'

/** Tag Cob of API Pix 2.9.0. */
export function cobEndpoints(world: World): Endpoint[] {
  const present = (cob: Cob) => chargeJson(world, cob)
  const same = (value: object) => value
  const one = '/cob/:txid'
  return [
    {
      operation: 'putCob',
      method: 'put',
      path: one,
      scope: 'cob.write',
      takesJson: true,
      handle: ({ params, body }) => reply(putCob(world, params.txid ?? '', body), 201, present),
    },
    {
      operation: 'postCob',
      method: 'post',
      path: '/cob',
      scope: 'cob.write',
      takesJson: true,
      handle: ({ body }) => reply(postCob(world, body), 201, present),
    },
    {
      operation: 'patchCob',
      method: 'patch',
      path: one,
      scope: 'cob.write',
      takesJson: true,
      handle: ({ params, body }) => reply(patchCob(world, params.txid ?? '', body), 200, present),
    },
    {
      operation: 'getCob',
      method: 'get',
      path: one,
      scope: 'cob.read',
      handle({ params, query }) {
        const cob = findCob(world, params.txid ?? '')
        return reply(isRefusal(cob) ? cob : getCharge(world, cob, query), 200, same)
      },
    },
    {
      operation: 'listCob',
      method: 'get',
      path: '/cob',
      scope: 'cob.read',
      handle: ({ query }) => reply(listCharges(world, 'cob', query), 200, same),
    },
  ]
}
