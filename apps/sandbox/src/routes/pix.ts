import type { Faults } from '../faults.ts'
import { listPix } from '../lists.ts'
import { pixJson, refundJson } from '../present.ts'
import type { Refusal } from '../problem.ts'
import type { Refund } from '../refund.ts'
import { putRefund } from '../refunds.ts'
import type { Pix, World } from '../world.ts'
import { type Endpoint, reply } from './api.ts'

/** Tag Pix of API Pix 2.9.0: what was received, and giving it back. */
export function pixEndpoints(world: World, faults: { current: Faults }): Endpoint[] {
  const one = '/pix/:e2eid'
  const refund = `${one}/devolucao/:id`

  function findPix(e2eid = ''): Pix | Refusal {
    return (
      world.pix.get(e2eid) ?? {
        problem: 'PixNaoEncontrado',
        detail: 'Pix não encontrado para o e2eid informado.',
      }
    )
  }
  function findRefund(e2eid = '', id = ''): Refund | Refusal {
    const found = world.pix.get(e2eid)?.refunds.find((one) => one.id === id)
    return (
      found ?? {
        problem: 'PixDevolucaoNaoEncontrada',
        detail: 'Devolução não encontrada para o e2eid e o id informados.',
      }
    )
  }

  return [
    {
      operation: 'listPix',
      method: 'get',
      path: '/pix',
      scope: 'pix.read',
      handle: ({ query }) => reply(listPix(world, query), 200, (list) => list),
    },
    {
      operation: 'getPix',
      method: 'get',
      path: one,
      scope: 'pix.read',
      handle: ({ params }) => reply(findPix(params.e2eid), 200, pixJson),
    },
    {
      operation: 'putRefund',
      method: 'put',
      path: refund,
      scope: 'pix.write',
      takesJson: true,
      handle: ({ params, body }) =>
        reply(
          putRefund(world, params.e2eid ?? '', params.id ?? '', body, faults.current.script.refund),
          201,
          refundJson,
        ),
    },
    {
      operation: 'getRefund',
      method: 'get',
      path: refund,
      scope: 'pix.read',
      handle: ({ params }) => reply(findRefund(params.e2eid, params.id), 200, refundJson),
    },
  ]
}
