import { isAtLeast } from '@balcao/domain'
import type { Request, RequestHandler, Response } from 'express'
import type { Actor, Asker } from '../access/asker.ts'
import { readCookie } from '../access/cookies.ts'
import type { Presented } from '../flows/identify.ts'
import { ProblemError } from '../problem.ts'
import type { Access, Endpoint } from './endpoints/endpoint.ts'
import { endpoints } from './endpoints/endpoints.ts'

const doors = endpoints.map((endpoint) => ({
  endpoint,
  method: endpoint.method.toUpperCase(),
  pattern: new RegExp(`^${endpoint.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}))

const endpointOf = (method: string, path: string): Endpoint | undefined =>
  doors.find((door) => door.method === (method === 'HEAD' ? 'GET' : method) && door.pattern.test(path))
    ?.endpoint

/**
 * The only way to the doors of the API. A request passes when the table of doors has a rule for it and the rule lets its sender in, so a
 * route that is in no table cannot be reached at all.
 */
export function createGuard(
  identify: (presented: Presented) => Promise<Asker>,
  api: RequestHandler,
): RequestHandler {
  return async (request, response, next) => {
    const { path } = request
    if (!/^\/api(\/|$)/i.test(path)) return next()
    const endpoint = endpointOf(request.method, path)
    if (endpoint === undefined) return refuseUnknown(path, response)
    const asker = await identify(presentedBy(request))
    response.locals.asker = asker
    if (!mayUse(asker, endpoint.access)) throw refusal(asker)
    api(request, response, next)
  }
}

const presentedBy = (request: Request): Presented => ({
  authorization: request.headers.authorization,
  sessionSecret: readCookie(request, 'session'),
  deviceSecret: readCookie(request, 'device'),
  address: () => request.socket.remoteAddress ?? 'unknown',
  isDeed: request.method !== 'GET' && request.method !== 'HEAD' && !request.path.endsWith('/painted'),
})

function refuseUnknown(path: string, response: Response): never {
  const methods = doors.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
  if (methods.length === 0) throw new ProblemError('not-found')
  response.setHeader('allow', methods.join(', '))
  throw new ProblemError('method-not-allowed', `This address takes ${methods.join(' and ')}.`)
}

export function mayUse({ actor, device }: Asker, access: Access): boolean {
  if (access === 'anyone' || actor.kind === 'key') return true
  const isPerson = actor.kind === 'person' && isAtLeast(actor.role, access.people)
  return isPerson || (device !== undefined && (access.devices?.includes(device.kind) ?? false))
}

/** Whoever is nobody may sign in; whoever is somebody may not do this. */
const refusal = ({ actor }: Asker) =>
  actor.kind === 'nobody'
    ? new ProblemError('unauthenticated', 'Sign in, or send the API key of the shop as a bearer token.')
    : new ProblemError('forbidden', 'Whoever is signed in here may not do this.')

export const askerOf = (response: Response): Asker => response.locals.asker as Asker

/** Managers look at every terminal. Operators work on the one of their till, and a display or kiosk knows no other than its own. */
export function isOwnTerminal({ actor, device }: Asker, terminalId: string): boolean {
  return seesEveryTerminal(actor) || device?.terminalId === terminalId
}
export const seesEveryTerminal = (actor: Actor) =>
  actor.kind === 'key' || (actor.kind === 'person' && isAtLeast(actor.role, 'manager'))

/** The terminal that is all they may look at; undefined for whoever sees every one. Throws for a browser that belongs to none. */
export function onlyTerminal(response: Response): string | undefined {
  const { actor, device } = askerOf(response)
  if (seesEveryTerminal(actor)) return undefined
  if (device === undefined) throw noTerminal()
  return device.terminalId
}
const noTerminal = () =>
  new ProblemError('other-terminal', 'This browser belongs to no terminal. Pair it first.')

/** Throws where this terminal is none of theirs. */
export function needOwnTerminal(response: Response, terminalId: string): void {
  const asker = askerOf(response)
  if (isOwnTerminal(asker, terminalId)) return
  throw asker.device === undefined
    ? noTerminal()
    : new ProblemError('other-terminal', `This device belongs to ${asker.device.terminalId} alone.`)
}
