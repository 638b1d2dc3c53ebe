import { patchCob, postCob, putCob } from '../cob.ts'
import { getCob, listCobs } from '../lists.ts'
import { cobJson } from '../present.ts'
import type { Cob, World } from '../world.ts'
import { type Endpoint, reply } from './api.ts'

/** Tag Cob of API Pix 2.9.0 (domain.md 1.1, 1.3). */
export function cobEndpoints(world: World, base: string): Endpoint[] {
  const present = (cob: Cob) => cobJson(world, cob)
  const same = (value: object) => value
  const all = `${base}/cob`
  const one = `${base}/cob/:txid`
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
      path: all,
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
      handle: ({ params, query }) => reply(getCob(world, params.txid ?? '', query), 200, same),
    },
    {
      operation: 'listCob',
      method: 'get',
      path: all,
      scope: 'cob.read',
      handle: ({ query }) => reply(listCobs(world, query), 200, same),
    },
  ]
}
