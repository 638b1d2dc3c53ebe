import type { Loc } from '../charge.ts'
import { listLocs } from '../lists.ts'
import { createLoc } from '../loc.ts'
import { locJson } from '../present.ts'
import type { Refusal } from '../problem.ts'
import { unlinkLoc } from '../registration.ts'
import { malformed } from '../request.ts'
import type { World } from '../world.ts'
import { type Endpoint, reply } from './api.ts'

/** Tag PayloadLocation of API Pix 2.9.0. */
export function locEndpoints(world: World, base: string): Endpoint[] {
  const find = (id = ''): Loc | Refusal =>
    (/^\d{1,15}$/.test(id) && world.locs.get(Number(id))) || {
      problem: 'PayloadLocationNaoEncontrado',
      detail: 'Location não encontrada para o id informado.',
    }

  function create(body: unknown): Loc | Refusal {
    const tipoCob: unknown = Object(body).tipoCob
    if (tipoCob === 'cob' || tipoCob === 'cobv') return createLoc(world, tipoCob)
    return { problem: 'PayloadLocationOperacaoInvalida', violations: [malformed('tipoCob', tipoCob)] }
  }

  /** As the standard's example has it, without scheme: `pix.example.com/api/loc/1234567`. */
  const addressOf = ({ id }: Loc) => `${world.merchant.host}${base}/loc/${id}`

  function unlink(id = ''): Loc | Refusal {
    const loc = find(id)
    return 'problem' in loc ? loc : unlinkLoc(world, loc)
  }

  return [
    {
      operation: 'postLoc',
      method: 'post',
      path: '/loc',
      scope: 'payloadlocation.write',
      takesJson: true,
      handle({ body }) {
        const loc = create(body)
        const made = reply(loc, 201, locJson)
        return 'problem' in loc ? made : { ...made, headers: { Location: addressOf(loc) } }
      },
    },
    {
      operation: 'listLoc',
      method: 'get',
      path: '/loc',
      scope: 'payloadlocation.read',
      handle: ({ query }) => reply(listLocs(world, query), 200, (list) => list),
    },
    {
      operation: 'getLoc',
      method: 'get',
      path: '/loc/:id',
      scope: 'payloadlocation.read',
      handle: ({ params }) => reply(find(params.id), 200, locJson),
    },
    {
      operation: 'deleteLocTxid',
      method: 'delete',
      path: '/loc/:id/txid',
      scope: 'payloadlocation.write',
      handle: ({ params }) => reply(unlink(params.id), 200, locJson),
    },
  ]
}
