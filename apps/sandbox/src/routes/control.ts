import express, { type Express } from 'express'
import * as z from 'zod'
import { saveAccount } from '../account/accounts.ts'
import { enqueue, replayAll } from '../deliveries.ts'
import { send } from '../disguise.ts'
import { noFaults, Script } from '../faults.ts'
import { moveClock } from '../moved-clock.ts'
import { pay, type Unpayable } from '../payments.ts'
import { openCharges, readForPhone } from '../phone.ts'
import { refundJson } from '../present.ts'
import { json, type Reply } from '../problem.ts'
import { natures } from '../refund.ts'
import { refundElsewhere, settleRefunds } from '../refunds.ts'
import { close } from '../registration.ts'
import { stateJson } from '../state.ts'
import { revokeTokens } from '../tokens.ts'
import { iso } from '../wire-values.ts'
import { date, refuseBroken, type Served } from './api.ts'

const isoTime = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const outcome = z.enum(['DEVOLVIDO', 'NAO_REALIZADO'])
const payer = z.union([
  z.strictObject({ cpf: z.string().regex(/^\d{11}$/), nome: z.string() }),
  z.strictObject({ cnpj: z.string().regex(/^[0-9A-Z]{14}$/), nome: z.string() }),
])
/** Longer than any code (512), so that a too long one is read and refused for what it is. */
const pixCopiaECola = z.string().max(4096)

const Nothing = z.unknown()
const Pay = z.strictObject({
  pixCopiaECola,
  amountCents: z.int().min(1).max(999_999_999_999).exactOptional(),
  at: isoTime.exactOptional(),
  infoPagador: z.string().max(140).exactOptional(),
  payer: payer.exactOptional(),
  /** Both PSPs should stop a payment that is late or second; in practice they race, so here it goes through. */
  force: z.boolean().default(true),
})
const Read = z.strictObject({ pixCopiaECola })
const Settle = z
  .strictObject({
    outcome: outcome.default('DEVOLVIDO'),
    endToEndId: z.string().exactOptional(),
    id: z.string().exactOptional(),
    motivo: z.string().max(140).exactOptional(),
  })
  .prefault({})
const NewRefund = z.strictObject({
  endToEndId: z.string(),
  amountCents: z.int().min(1),
  nature: z.enum(natures).default('ORIGINAL'),
  descricao: z.string().max(140).exactOptional(),
})
const NewAccount = z.strictObject({ mode: z.enum(['free', 'simplified']) })
const Replay = z.strictObject({ txid: z.string().optional() }).prefault({})
const Forge = z.strictObject({
  /** A text is sent as it is, anything else as JSON. */
  body: z.unknown(),
  url: z.url({ protocol: /^https$/ }).optional(),
  as: z.enum(['psp', 'client', 'nobody']).default('psp'),
})
const Remove = z.strictObject({ txid: z.string() })
/** A hundred years: further than any recurrence goes. */
const furthestMs = 100 * 365 * 24 * 60 * 60 * 1000
const Clock = z.union([
  z.strictObject({ advanceMs: z.int().min(0).max(furthestMs) }),
  z.strictObject({ nowMs: z.int().min(0) }),
])
const balance = z.int().min(-999_999_999_999).max(999_999_999_999)
const Payer = z.strictObject({
  accountId: z.string().exactOptional(),
  balanceCents: balance.exactOptional(),
  overdraftCents: balance.min(0).exactOptional(),
})

/** The door for tests and for the phone: everything that a PSP has and an API does not show. */
export function addControl(app: Express, box: Served, payerId: string): void {
  const { world, faults, store, clockwork, postman } = box
  const notify = (pix: Parameters<typeof enqueue>[1]) => enqueue(world, pix, faults.current.script.webhook)
  const control = express.Router()
  control.use(express.text({ type: () => true, limit: '1mb' }))

  on('post', '/pay', Pay, (asked) => {
    const pix = pay(world, asked)
    if ('unpayable' in pix) return unpaid(pix)
    notify(pix)
    const { endToEndId, txid, amountCents, paidAt } = pix
    return json(201, { endToEndId, txid, amountCents, paidAt: iso(paidAt) })
  })
  on('post', '/read', Read, (asked) => json(200, readForPhone(world, asked.pixCopiaECola)))
  on('get', '/charges', Nothing, () => json(200, openCharges(world)))
  on('get', '/state', Nothing, () => json(200, stateJson(box)))

  on('get', '/faults', Nothing, () => json(200, faults.current))
  on('put', '/faults', Script, (script) => {
    faults.current = { script, struck: script.rules.map(() => 0) }
    Object.assign(world.registry.pace, script.recurrence)
    return json(200, faults.current)
  })
  on('delete', '/faults', Nothing, () => {
    faults.current = noFaults()
    Object.assign(world.registry.pace, faults.current.script.recurrence)
    return { status: 204 }
  })

  on('post', '/refunds/settle', Settle, (asked) => {
    const changed = settleRefunds(world, asked)
    changed.forEach(notify)
    return json(200, { settled: changed.length })
  })
  on('post', '/refund', NewRefund, ({ endToEndId, nature: natureza, ...asked }) => {
    const pix = world.pix.get(endToEndId)
    if (!pix) return refusal(404, 'unknown-pix', 'Não há Pix com este endToEndId.')
    const refund = refundElsewhere(world, pix, { natureza, ...asked })
    if (!refund) return refusal(409, 'too-much', 'O Pix não tem tanto a devolver.')
    // It is done before anyone is told, as the callback says no other state of it.
    settleRefunds(world, { outcome: 'DEVOLVIDO', endToEndId, id: refund.id })
    notify(pix)
    return json(201, refundJson(refund))
  })
  on('put', '/account', NewAccount, (account) => {
    world.account = account
    world.save('account', 'account', account)
    return json(200, account)
  })
  on('put', '/payer', Payer, ({ accountId, ...changes }) => {
    const account = world.registry.accounts.get(accountId ?? payerId)
    if (!account) return refusal(404, 'unknown-account', 'Não há conta com este accountId.')
    saveAccount(world, Object.assign(account, changes))
    return json(200, account)
  })
  on('get', '/clock', Nothing, () => json(200, { nowMs: world.ports.clock.now(), movedMs: world.moved.ms }))
  on('post', '/clock', Clock, async (asked) => {
    const now = world.ports.clock.now()
    const to = 'nowMs' in asked ? asked.nowMs : now + asked.advanceMs
    if (to < now || to > now + furthestMs) {
      return refusal(409, 'clock-runs-forward', 'O relógio só anda para a frente, e no máximo cem anos.')
    }
    const steps = await moveClock(world, to, clockwork.settle)
    return json(200, { nowMs: world.ports.clock.now(), movedMs: world.moved.ms, steps })
  })
  on('post', '/tokens/revoke', Nothing, () => json(200, { revoked: revokeTokens(world) }))
  on('post', '/webhooks/replay', Replay, ({ txid }) => json(200, { replayed: replayAll(world, txid) }))
  on('post', '/webhooks/forge', Forge, async ({ body, url, as }) => {
    const registered = world.webhooks.get(world.merchant.chave)
    const to = url ?? (registered && `${registered.webhookUrl}/pix`)
    if (!to) return refusal(409, 'no-webhook', 'Não há webhook registrado: informe url.')
    return json(200, await postman.post(to, typeof body === 'string' ? body : JSON.stringify(body), as))
  })
  on('post', '/charges/remove', Remove, ({ txid }) => {
    const charge = world.charges.get(txid)
    if (!charge) return refusal(404, 'unknown-charge', 'Não há cobrança com este txid.')
    if (charge.status !== 'ATIVA') return refusal(409, 'already-closed', `A cobrança está ${charge.status}.`)
    return json(200, { txid: close(world, charge, 'REMOVIDA_PELO_PSP').txid })
  })
  app.use('/control', control)
  app.use(refuseBroken(world))

  /** Parsed, done, durable, told to whom it concerns, answered: in this order, as the API itself. */
  function on<T extends z.ZodType>(
    method: 'get' | 'put' | 'post' | 'delete',
    path: string,
    schema: T,
    handle: (asked: z.infer<T>) => Reply | Promise<Reply>,
  ): void {
    control[method](path, async ({ body }, response) => {
      const asked = parse(schema, body)
      const reply = 'refused' in asked ? asked.refused : await handle(asked.data)
      await store.flushed()
      clockwork.wake()
      send(response, reply, undefined, date(world))
    })
  }
}

/** The body, or a 400 that names every field that is wrong. No body at all is `undefined`. */
function parse<T extends z.ZodType>(schema: T, text: unknown): { data: z.infer<T> } | { refused: Reply } {
  let body: unknown
  try {
    body = typeof text === 'string' && text !== '' ? JSON.parse(text) : undefined
  } catch {
    return { refused: refusal(400, 'invalid-request', 'The body is not JSON.') }
  }
  const parsed = schema.safeParse(body)
  if (parsed.success) return { data: parsed.data }
  const errors = parsed.error.issues.flatMap((issue) => {
    const path = issue.path.join('.')
    if (issue.code !== 'unrecognized_keys') return [{ field: path || 'body', message: issue.message }]
    return issue.keys.map((key) => ({
      field: path ? `${path}.${key}` : key,
      message: 'There is no such field.',
    }))
  })
  const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ')
  return { refused: refusal(400, 'invalid-request', detail, { errors }) }
}

const unpaid = ({ unpayable, detail, brCode }: Unpayable): Reply =>
  refusal(unpayable === 'unknown-charge' ? 404 : 422, unpayable, detail, brCode ? { brCode } : {})

function refusal(status: number, name: string, detail: string, more: object = {}): Reply {
  const body = { type: `/problems/${name}`, title: name, status, detail, ...more }
  return { status, contentType: 'application/problem+json', body: JSON.stringify(body) }
}
