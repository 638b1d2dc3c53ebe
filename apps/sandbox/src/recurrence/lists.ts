import { answer } from '../lists.ts'
import type { Refusal } from '../problem.ts'
import { inWindow, isPerson, Query } from '../query.ts'
import type { World } from '../world.ts'
import { cobrStatuses, recStatuses } from './model.ts'
import { cobrJson, fullRecJson, recLocJson } from './present.ts'

/** The windows of all three are over the time of creation. */

const oneOf = (words: readonly string[]) => new RegExp(`^(${words.join('|')})$`)
const agreement = /^.{1,60}$/s

/** GET /rec. */
export function listRecs(world: World, params: URLSearchParams): object | Refusal {
  const query = new Query(params)
  const window = query.window('required')
  const person = query.person()
  const withLocation = query.boolean('locationPresente')
  const status = query.text('status', oneOf(recStatuses))
  const convenio = query.text('convenio', agreement)
  const page = query.page()
  return answer(
    query,
    'RecConsultaInvalida',
    page,
    'recs',
    (rec) => fullRecJson(world, rec),
    () =>
      [...world.registry.rec.values()].filter(
        (rec) =>
          inWindow(rec.createdAt, window) &&
          (!status || rec.status === status) &&
          (!person || isPerson(rec.fields.vinculo.devedor, person)) &&
          (!convenio || rec.fields.convenio === convenio) &&
          (withLocation === undefined || (rec.locId !== undefined) === withLocation),
      ),
  )
}

/** GET /locrec. */
export function listRecLocs(world: World, params: URLSearchParams): object | Refusal {
  const query = new Query(params)
  const window = query.window('required')
  const withRec = query.boolean('idRecPresente')
  const convenio = query.text('convenio', agreement)
  const page = query.page()
  const agreementOf = (idRec?: string) => idRec && world.registry.rec.get(idRec)?.fields.convenio
  return answer(query, 'PayloadLocationRecConsultaInvalida', page, 'loc', recLocJson, () =>
    [...world.registry.locs.values()].filter(
      (loc) =>
        inWindow(loc.createdAt, window) &&
        (!convenio || agreementOf(loc.idRec) === convenio) &&
        (withRec === undefined || (loc.idRec !== undefined) === withRec),
    ),
  )
}

/** GET /cobr. */
export function listCobRs(world: World, params: URLSearchParams): object | Refusal {
  const query = new Query(params)
  const window = query.window('required')
  const idRec = query.text('idRec', /^[a-zA-Z0-9]{29}$/)
  const person = query.person()
  const status = query.text('status', oneOf(cobrStatuses))
  const convenio = query.text('convenio', agreement)
  const page = query.page()
  const fieldsOf = (id: string) => world.registry.rec.get(id)?.fields
  return answer(
    query,
    'CobRConsultaInvalida',
    page,
    'cobsr',
    (cobr) => cobrJson(world, cobr),
    () =>
      [...world.registry.cobr.values()].filter(
        (cobr) =>
          inWindow(cobr.createdAt, window) &&
          (!idRec || cobr.idRec === idRec) &&
          (!status || cobr.status === status) &&
          (!person || isPerson(fieldsOf(cobr.idRec)?.vinculo.devedor, person)) &&
          (!convenio || fieldsOf(cobr.idRec)?.convenio === convenio),
      ),
  )
}
