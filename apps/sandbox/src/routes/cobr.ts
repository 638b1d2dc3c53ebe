import { findCobR, patchCobR, postCobR, putCobR, retryCobR } from '../recurrence/cobr.ts'
import { listCobRs } from '../recurrence/lists.ts'
import type { CobR } from '../recurrence/model.ts'
import { cobrJson } from '../recurrence/present.ts'
import type { World } from '../world.ts'
import { type Endpoint, reply } from './api.ts'

/** Tag CobR of API Pix 2.9.0. */
export function cobrEndpoints(world: World): Endpoint[] {
  const present = (cobr: CobR) => cobrJson(world, cobr)
  const one = '/cobr/:txid'
  return [
    {
      operation: 'putCobR',
      method: 'put',
      path: one,
      scope: 'cobr.write',
      takesJson: true,
      handle: ({ params, body }) => reply(putCobR(world, params.txid ?? '', body), 201, present),
    },
    {
      operation: 'postCobR',
      method: 'post',
      path: '/cobr',
      scope: 'cobr.write',
      takesJson: true,
      handle: ({ body }) => reply(postCobR(world, body), 201, present),
    },
    {
      operation: 'patchCobR',
      method: 'patch',
      path: one,
      scope: 'cobr.write',
      takesJson: true,
      handle: ({ params, body }) => reply(patchCobR(world, params.txid ?? '', body), 200, present),
    },
    {
      operation: 'getCobR',
      method: 'get',
      path: one,
      scope: 'cobr.read',
      handle: ({ params }) => reply(findCobR(world, params.txid ?? ''), 200, present),
    },
    {
      operation: 'listCobR',
      method: 'get',
      path: '/cobr',
      scope: 'cobr.read',
      handle: ({ query }) => reply(listCobRs(world, query), 200, (list) => list),
    },
    {
      operation: 'retryCobR',
      method: 'post',
      path: `${one}/retentativa/:data`,
      scope: 'cobr.write',
      handle: ({ params }) => reply(retryCobR(world, params.txid ?? '', params.data ?? ''), 201, present),
    },
  ]
}
