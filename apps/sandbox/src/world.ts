import { randomBytes, randomInt } from 'node:crypto'
import type { Agent, Charge, Cob, CobV, Debtor } from './charge.ts'
import type { Due } from './due.ts'
import { addLoc, type Loc } from './loc.ts'
import { isRefunding, type Refund } from './refunds.ts'

/**
 * The PSP without its network: the merchant's account, charges, money and what is still to be told to the merchant.
 * Every rule is a function over this value and reads time, dice and ids from its ports alone, so a simulation can
 * own them. Rules here are written from the Central Bank's text and share nothing with the product's own.
 */
export type World = {
  readonly merchant: Merchant
  readonly ports: Ports
  /** Of both types, by txid: a txid is of one charge alone. */
  readonly charges: Map<string, Charge>
  readonly locs: Map<number, Loc>
  readonly locByToken: Map<string, Loc>
  readonly pix: Map<string, Pix>
  /** endToEndId of the Pix with a refund EM_PROCESSAMENTO: settling looks at these alone. */
  readonly refunding: Set<string>
  readonly webhooks: Map<string, Webhook>
  readonly deliveries: Map<string, Delivery>
  /** Those of `deliveries` that are still to be sent. */
  readonly pending: Set<Delivery>
  readonly tokens: Map<string, Token>
  account: Account
  /** Told of every change; `undefined` means gone. The store makes it durable before the answer leaves. */
  save(kind: Kind, id: string, value: object | undefined): void
}

/** The account that receives. Name and city are ASCII, ≤ 25 and ≤ 15 characters, as a BR Code carries them. */
export type Merchant = {
  chave: string
  name: string
  city: string
  cnpj: string
  address: { logradouro: string; uf: string; cep: string }
  host: string
}

/**
 * How the account holds its money. `free` keeps what comes in (Cielo's "Livre Movimentação"); `simplified` passes it on
 * at once ("Gestão Simplificada"), so there is never a balance to refund from.
 */
export type Account = { mode: 'free' | 'simplified' }

export type Ports = {
  /** Milliseconds since 1970. */
  clock: { now(): number }
  /** 0 ≤ x < 1, for faults by probability. */
  dice: () => number
  ids: { alphanumeric(length: number): string; hex(length: number): string; token(): string }
}

export const kinds = ['cob', 'cobv', 'loc', 'pix', 'webhook', 'delivery', 'token', 'account'] as const
export type Kind = (typeof kinds)[number]

export type Pix = {
  endToEndId: string
  txid?: string
  amountCents: number
  /** Of it, what was handed out in cash, and by whom (Pix Saque, Pix Troco). */
  withdrawal?: { kind: 'saque' | 'troco'; amountCents: number; agent: Agent }
  /** Of a charge with due date that was paid what was due: what the amount is made of. */
  due?: Due
  chave: string
  paidAt: number
  infoPagador?: string
  payer?: Debtor
  refunds: Refund[]
}

export type Webhook = { chave: string; webhookUrl: string; createdAt: number }

export type Delivery = {
  id: string
  chave: string
  /** The Pix as they were when the event happened, ready to send. */
  pix: object[]
  dueAt: number
  state: 'pending' | 'delivered' | 'failed' | 'dropped' | 'abandoned'
  attempts: { at: string; status?: number; error?: string }[]
}

/** Kept under the SHA-256 of the token, never the token. `scopes` and thumbprint as granted; times in ms. */
export type Token = { id: string; thumbprint: string; scopes: string[]; expiresAt: number }

export function createWorld(merchant: Merchant, ports: Ports, save: World['save']): World {
  return {
    merchant,
    ports,
    save,
    charges: new Map(),
    locs: new Map(),
    locByToken: new Map(),
    pix: new Map(),
    refunding: new Set(),
    webhooks: new Map(),
    deliveries: new Map(),
    pending: new Set(),
    tokens: new Map(),
    account: { mode: 'free' },
  }
}

/** Puts back one row that the store kept, as it was saved. */
export function restore(world: World, kind: Kind, row: unknown): void {
  restorers[kind](world, row as never)
}

const restorers: { [K in Kind]: (world: World, row: never) => void } = {
  // A row that was written before there were charges with due date does not say its type.
  cob: (world, cob: Cob) => world.charges.set(cob.txid, { ...cob, tipoCob: 'cob' }),
  cobv: (world, cobv: CobV) => world.charges.set(cobv.txid, cobv),
  loc: addLoc,
  pix(world, pix: Pix) {
    world.pix.set(pix.endToEndId, pix)
    if (isRefunding(pix)) world.refunding.add(pix.endToEndId)
  },
  webhook: (world, webhook: Webhook) => world.webhooks.set(webhook.chave, webhook),
  delivery(world, delivery: Delivery) {
    world.deliveries.set(delivery.id, delivery)
    if (delivery.state === 'pending') world.pending.add(delivery)
  },
  token: (world, token: Token) => world.tokens.set(token.id, token),
  account(world, account: Account) {
    world.account = account
  },
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export const systemPorts: Ports = {
  clock: { now: () => Date.now() },
  dice: Math.random,
  ids: {
    alphanumeric: (length) =>
      Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join(''),
    hex: (length) =>
      randomBytes(Math.ceil(length / 2))
        .toString('hex')
        .slice(0, length),
    // 256 bits: RFC 6749 §10.10 asks for a chance of guessing of at most 2^-128.
    token: () => randomBytes(32).toString('base64url'),
  },
}

/** Wall time as API Pix writes it. */
export const iso = (ms: number) => new Date(ms).toISOString()

/** `\d{1,10}\.\d{2}` on the wire, whole cents inside: money never becomes a fraction. */
export const cents = (valor: string) => Number(valor.replace('.', ''))
export function valor(amountCents: number): string {
  const digits = String(amountCents).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
