import { isRefusal, type Refusal } from '../problem.ts'
import { qrData } from '../recurrence/code.ts'
import { listRecLocs, listRecs } from '../recurrence/lists.ts'
import { createRecLoc } from '../recurrence/loc.ts'
import type { Rec, RecLoc, SolicRec } from '../recurrence/model.ts'
import { fullRecJson, recJson, recLocJson, requestJson } from '../recurrence/present.ts'
import { findRec, patchRec, postRec, unlinkRecLoc } from '../recurrence/rec.ts'
import { findSolicRec, patchSolicRec, postSolicRec } from '../recurrence/solicrec.ts'
import type { World } from '../world.ts'
import { type Endpoint, reply } from './api.ts'

const same = (value: object) => value

/** Tags Rec, PayloadLocationRec and SolicRec of API Pix 2.9.0. */
export function recEndpoints(world: World, base: string): Endpoint[] {
  const present = (rec: Rec) => recJson(world, rec)
  const presentRequest = (request: SolicRec) => requestJson(world, request)

  function getRec(idRec: string, txid: string | null): object | Refusal {
    const rec = findRec(world, idRec)
    if ('problem' in rec) return rec
    const dadosQR = qrData(world, rec, txid)
    if (dadosQR && isRefusal(dadosQR)) return dadosQR
    return { ...fullRecJson(world, rec), ...(dadosQR && { dadosQR }) }
  }

  const findLoc = (id = ''): RecLoc | Refusal =>
    (/^\d{1,15}$/.test(id) && world.registry.locs.get(Number(id))) || {
      problem: 'PayloadLocationRecNaoEncontrado',
      detail: 'Location não encontrada para o id informado.',
    }

  function unlink(id = ''): RecLoc | Refusal {
    const loc = findLoc(id)
    return 'problem' in loc ? loc : unlinkRecLoc(world, loc)
  }

  return [
    {
      operation: 'postLocRec',
      method: 'post',
      path: '/locrec',
      scope: 'payloadlocationrec.write',
      handle() {
        const loc = createRecLoc(world)
        const headers = { Location: `${world.merchant.host}${base}/locrec/${loc.id}` }
        return { ...reply(loc, 201, recLocJson), headers }
      },
    },
    {
      operation: 'listLocRec',
      method: 'get',
      path: '/locrec',
      scope: 'payloadlocationrec.read',
      handle: ({ query }) => reply(listRecLocs(world, query), 200, same),
    },
    {
      operation: 'getLocRec',
      method: 'get',
      path: '/locrec/:id',
      scope: 'payloadlocationrec.read',
      handle: ({ params }) => reply(findLoc(params.id), 200, recLocJson),
    },
    {
      operation: 'deleteLocRecIdRec',
      method: 'delete',
      path: '/locrec/:id/idRec',
      scope: 'payloadlocationrec.write',
      handle: ({ params }) => reply(unlink(params.id), 200, recLocJson),
    },
    {
      operation: 'postRec',
      method: 'post',
      path: '/rec',
      scope: 'rec.write',
      takesJson: true,
      handle: ({ body }) => reply(postRec(world, body), 201, present),
    },
    {
      operation: 'listRec',
      method: 'get',
      path: '/rec',
      scope: 'rec.read',
      handle: ({ query }) => reply(listRecs(world, query), 200, same),
    },
    {
      operation: 'getRec',
      method: 'get',
      path: '/rec/:idRec',
      scope: 'rec.read',
      handle: ({ params, query }) => reply(getRec(params.idRec ?? '', query.get('txid')), 200, same),
    },
    {
      operation: 'patchRec',
      method: 'patch',
      path: '/rec/:idRec',
      scope: 'rec.write',
      takesJson: true,
      handle: ({ params, body }) => reply(patchRec(world, params.idRec ?? '', body), 200, present),
    },
    {
      operation: 'postSolicRec',
      method: 'post',
      path: '/solicrec',
      scope: 'solicrec.write',
      takesJson: true,
      handle: ({ body }) => reply(postSolicRec(world, body), 201, presentRequest),
    },
    {
      operation: 'getSolicRec',
      method: 'get',
      path: '/solicrec/:idSolicRec',
      scope: 'solicrec.read',
      handle: ({ params }) => reply(findSolicRec(world, params.idSolicRec ?? ''), 200, presentRequest),
    },
    {
      operation: 'patchSolicRec',
      method: 'patch',
      path: '/solicrec/:idSolicRec',
      scope: 'solicrec.write',
      takesJson: true,
      // 201, as the document has it for this PATCH alone.
      handle: ({ params, body }) =>
        reply(patchSolicRec(world, params.idSolicRec ?? '', body), 201, presentRequest),
    },
  ]
}
