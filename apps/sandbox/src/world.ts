import { randomBytes, randomInt } from 'node:crypto'
import type { Agent, Charge, Debtor, Loc } from './charge.ts'
import type { Due } from './due.ts'
import { createRegistry, type Registry } from './recurrence/agenda.ts'
import type { Refund } from './refund.ts'

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
  /** The same, oldest first; equal times in the order in which they came. */
  readonly pixByTime: Pix[]
  /** endToEndId of the Pix with a refund EM_PROCESSAMENTO: settling looks at these alone. */
  readonly refunding: Set<string>
  readonly webhooks: Map<string, Webhook>
  readonly deliveries: Map<string, Delivery>
  /** Those of `deliveries` that are still to be sent. */
  readonly pending: Set<Delivery>
  readonly tokens: Map<string, Token>
  /** Pix Automático: recurrences, their charges, and the payer's side of them. */
  readonly registry: Registry
  /** Where notices go that are of no key: one URL for each channel. */
  readonly listeners: Map<Channel, Listener>
  /** How far the clock of this world has been moved ahead of the one it was given. */
  moved: Moved
  /** The clock it was given. Tokens are over it, as TLS: moving the world's clock by a year ends nobody's session. */
  readonly wallClock: Ports['clock']
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

export const kinds = [
  ...(['cob', 'cobv', 'loc', 'pix', 'webhook', 'delivery', 'token', 'account', 'listener', 'moved'] as const),
  ...(['rec', 'locrec', 'solicrec', 'cobr', 'authorization', 'payer', 'withdrawal'] as const),
] as const
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

/** `rec` and `cobr` are API Pix's webhooks of Pix Automático, `account` that of the payer's account provider. */
export const channels = ['rec', 'cobr', 'account'] as const
export type Channel = (typeof channels)[number]
export type Listener = { channel: Channel; webhookUrl: string; createdAt: number }

/** Milliseconds. */
export type Moved = { ms: number }

type Sending = {
  id: string
  dueAt: number
  state: 'pending' | 'delivered' | 'failed' | 'dropped' | 'abandoned'
  attempts: { at: string; status?: number; error?: string }[]
}
/** To the webhook of a key, with the Pix as they were when the event happened. */
export type PixDelivery = Sending & { chave: string; pix: object[] }
/** To a listener, with the whole body. `about` is the txid or the id of the recurrence. */
export type Notice = Sending & { channel: Channel; about: string; body: object }
export type Delivery = PixDelivery | Notice

/** Kept under the SHA-256 of the token, never the token. `scopes` and thumbprint as granted; times in ms. */
export type Token = { id: string; thumbprint: string; scopes: string[]; expiresAt: number }

export function createWorld(merchant: Merchant, ports: Ports, save: World['save']): World {
  const world: World = {
    merchant,
    moved: { ms: 0 },
    wallClock: ports.clock,
    ports: { ...ports, clock: { now: () => ports.clock.now() + world.moved.ms } },
    save,
    charges: new Map(),
    locs: new Map(),
    locByToken: new Map(),
    pix: new Map(),
    pixByTime: [],
    refunding: new Set(),
    webhooks: new Map(),
    deliveries: new Map(),
    pending: new Set(),
    tokens: new Map(),
    registry: createRegistry(),
    listeners: new Map(),
    account: { mode: 'free' },
  }
  return world
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
