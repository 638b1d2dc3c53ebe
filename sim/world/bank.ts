import { openAccounts } from '../../apps/sandbox/src/account/accounts.ts'
import {
  drop,
  dueDeliveries,
  enqueue,
  nextDelivery,
  recordAttempt,
} from '../../apps/sandbox/src/deliveries.ts'
import { noFaults } from '../../apps/sandbox/src/faults.ts'
import { mannersByName } from '../../apps/sandbox/src/manners/index.ts'
import { fullChargeJson } from '../../apps/sandbox/src/present.ts'
import { problem, type Reply } from '../../apps/sandbox/src/problem.ts'
import { keepAppointments } from '../../apps/sandbox/src/recurrence/appointments.ts'
import { nextAppointment } from '../../apps/sandbox/src/recurrence/registry.ts'
import { nextSettlement, settleRefunds } from '../../apps/sandbox/src/refunds.ts'
import { accountEndpoints } from '../../apps/sandbox/src/routes/account.ts'
import type { Call, Endpoint } from '../../apps/sandbox/src/routes/api.ts'
import { cobEndpoints } from '../../apps/sandbox/src/routes/cob.ts'
import { cobrEndpoints } from '../../apps/sandbox/src/routes/cobr.ts'
import { listenerEndpoints } from '../../apps/sandbox/src/routes/listeners.ts'
import { pixEndpoints } from '../../apps/sandbox/src/routes/pix.ts'
import { recEndpoints } from '../../apps/sandbox/src/routes/rec.ts'
import { tokenEndpoints } from '../../apps/sandbox/src/routes/token.ts'
import { webhookEndpoints } from '../../apps/sandbox/src/routes/webhook.ts'
import { findToken } from '../../apps/sandbox/src/tokens.ts'
import { callbackBody } from '../../apps/sandbox/src/webhooks.ts'
import {
  type Channel,
  createWorld,
  type Delivery,
  type Kind,
  type Pix,
} from '../../apps/sandbox/src/world.ts'
import type { Random } from '../random.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Swarm } from '../swarm.ts'

export const host = 'psp.example'
export const thumbprint = 'certificate-of-the-shop'
export const credentials = {
  clientId: 'shop',
  clientSecret: 'the-secret-that-only-the-bff-knows',
  chave: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
}

/** Of the account's provider, which knows its clients by another name. */
export const accountCredentials = {
  ...{ clientId: 'app', clientSecret: 'the-secret-of-the-app', mediatorId: 'app' },
  ...{ accountId: 'person', companyAccountId: 'company', tokenPath: '/account/token' },
}

export type Asked = {
  method: string
  url: string
  headers: Record<string, string | undefined>
  body?: string | undefined
}
/** One way from the PSP to the shop's door. */
export type Post = (body: string, channel?: Channel) => Promise<{ status?: number; error?: string }>
export type Bank = ReturnType<typeof createBank>

/** Between the tries of one delivery. */
const retryMs = [1_000, 3_000, 10_000, 30_000, 60_000]

/**
 * The sandbox's own state machine without its sockets: the same endpoints, tokens, money, refunds and deliveries, on virtual time.
 * What a replica would have answered some seconds ago is kept too.
 */
export function createBank(
  scheduler: Scheduler,
  random: Random,
  swarm: () => Swarm,
  post: Post,
  onChange: () => void,
) {
  const past = new Map<string, { atMs: number; body: string }[]>()
  const faults = { current: noFaults() }
  const inFlight = new Set<Delivery>()
  const tokens: string[] = []
  const manners = mannersByName.sandbox
  let callOff = () => {}

  function token() {
    const text = random.alphanumeric(43)
    tokens.push(text)
    return text
  }

  const world = createWorld(
    {
      name: 'PADARIA DO BAIRRO',
      city: 'SAO PAULO',
      cnpj: '12345678000195',
      address: { logradouro: 'Rua do Comercio, 100', uf: 'SP', cep: '01001000' },
      chave: credentials.chave,
      host,
    },
    {
      clock: { now: scheduler.now },
      dice: random.next,
      ids: { alphanumeric: random.alphanumeric, hex: random.hex, token },
    },
    remember,
  )
  const postman = {
    post: (_url: string, body: string) => post(body),
    // Both probes of a registration are the network's business; here the door is as it should be.
    handshake: async () => undefined,
    close: async () => {},
  }
  const endpoints: readonly Endpoint[] = [
    ...tokenEndpoints(world, credentials, manners.token),
    ...cobEndpoints(world),
    ...pixEndpoints(world, faults),
    ...webhookEndpoints(world, faults, postman, manners),
    ...recEndpoints(world, manners.base),
    ...cobrEndpoints(world),
    ...listenerEndpoints(world, faults, postman),
    ...accountEndpoints(world, faults, accountCredentials),
  ]
  openAccounts(world, { id: 'person', mediatorId: 'app' }, { id: 'company', mediatorId: 'app' })
  const routes = endpoints.map((endpoint) => ({
    endpoint,
    pattern: new RegExp(
      `^${`${endpoint.scope ? manners.base : ''}${endpoint.path}`.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`,
    ),
  }))

  function remember(kind: Kind, id: string) {
    const txid = kind === 'cob' ? id : kind === 'pix' ? world.pix.get(id)?.txid : undefined
    const charge = txid === undefined ? undefined : world.charges.get(txid)
    if (charge !== undefined) {
      const states = past.get(charge.txid) ?? []
      states.push({ atMs: scheduler.now(), body: JSON.stringify(fullChargeJson(world, charge)) })
      past.set(charge.txid, states)
    }
    onChange()
  }

  /** Which operation a request is, without doing it. */
  function find({ method, url }: Asked) {
    const { pathname } = new URL(url)
    for (const { endpoint, pattern } of routes) {
      const match = endpoint.method.toUpperCase() === method ? pattern.exec(pathname) : null
      if (match) return { endpoint, params: { ...match.groups } }
    }
    throw new Error(`The simulated PSP has no ${method} ${pathname}`)
  }

  async function answer(asked: Asked): Promise<Reply> {
    const { endpoint, params } = find(asked)
    const bearer = /^Bearer (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? ''
    if (endpoint.scope && findToken(world, bearer, thumbprint) === undefined)
      return problem({ problem: 'AcessoNegado', status: 401, detail: 'Token inválido.' })
    refresh()
    const text = asked.body ?? ''
    const call: Call = {
      params,
      query: new URL(asked.url).searchParams,
      header: (name) => asked.headers[name.toLowerCase()],
      authorization: asked.headers.authorization,
      contentType: asked.headers['content-type'],
      text,
      body: endpoint.takesJson ? JSON.parse(text) : undefined,
      thumbprint,
    }
    const reply = await endpoint.handle(call)
    wake()
    return reply
  }

  /** As a replica has it that is behind by so much: of one charge, or of the list of Pix; undefined where the question is another. */
  async function staleAnswer(asked: Asked, lagMs: number): Promise<Reply | undefined> {
    const { endpoint, params } = find(asked)
    if (endpoint.operation === 'getCob') {
      const states = past.get(params.txid ?? '') ?? []
      const state = states.findLast(({ atMs }) => atMs <= scheduler.now() - lagMs)
      return state === undefined
        ? problem({ problem: 'CobNaoEncontrado' })
        : { status: 200, contentType: 'application/json', body: state.body }
    }
    if (endpoint.operation !== 'listPix') return undefined
    const url = new URL(asked.url)
    const until = Math.min(Date.parse(url.searchParams.get('fim') ?? ''), scheduler.now() - lagMs)
    const from = Date.parse(url.searchParams.get('inicio') ?? '')
    url.searchParams.set('fim', new Date(Math.max(from, until)).toISOString())
    return answer({ ...asked, url: url.href })
  }

  function refresh() {
    const { webhook, refund } = swarm()
    faults.current.script.webhook = {
      ...faults.current.script.webhook,
      drop: webhook.drop,
      delayMs: webhook.delayMs,
      duplicate: webhook.duplicate,
      batchMs: webhook.batchMs,
      reorder: webhook.reorder,
    }
    const outcome = random.chance(refund.notRealised) ? 'NAO_REALIZADO' : 'DEVOLVIDO'
    faults.current.script.refund = { settleAfterMs: refund.settleAfterMs, outcome }
  }

  const tell = (pix: Pix) => {
    enqueue(world, pix, faults.current.script.webhook)
    onChange()
    wake()
  }

  /** What happens by itself: refunds end, callbacks go out. */
  function wake() {
    callOff()
    keepAppointments(world)
    for (const pix of settleRefunds(world)) enqueue(world, pix, faults.current.script.webhook)
    for (const delivery of dueDeliveries(world, faults.current.script.webhook.reorder))
      if (!inFlight.has(delivery)) void deliver(delivery)
    const next = [
      nextSettlement(world),
      nextAppointment(world)?.at,
      nextDelivery(world, (delivery) => !inFlight.has(delivery)),
    ]
    const times = next.filter((at) => at !== undefined)
    if (times.length > 0)
      callOff = scheduler.after(Math.min(...times) - scheduler.now(), 'psp: time passes', wake)
  }

  async function deliver(delivery: Delivery) {
    // Of a Pix the script has decided when it was noted.
    if ('channel' in delivery && random.chance(swarm().webhook.drop)) return drop(world, delivery)
    inFlight.add(delivery)
    const body = callbackBody(delivery, undefined, random.alphanumeric)
    const result = await post(body, 'channel' in delivery ? delivery.channel : undefined)
    // A body that came twice, as a PSP may send it.
    if ('channel' in delivery && random.chance(0.2)) void post(body, delivery.channel)
    inFlight.delete(delivery)
    recordAttempt(world, delivery, result, retryMs)
    wake()
  }

  return {
    world,
    tokens,
    answer,
    staleAnswer,
    tell,
    wake,
    operationOf: (asked: Asked) => find(asked).endpoint.operation,
  }
}
