import * as z from 'zod/mini'
import { AmountCents, TerminalId, Txid } from './charge.ts'
import { EndToEndId, RefundId } from './requests.ts'
import { Shop, ShopChange } from './shops.ts'
import { Name } from './text.ts'

const Instant = z.iso.datetime({ offset: true })

/** What a person may do: each may do what those before may. */
export const Role = z.enum(['operator', 'manager', 'administrator'])
export type Role = z.infer<typeof Role>

/** A till is where people work; the other two are looked at, or touched, by customers. */
export const DeviceKind = z.enum(['till', 'display', 'kiosk'])
export type DeviceKind = z.infer<typeof DeviceKind>

/** 128 bits in hex. */
const id = () => z.string().check(z.regex(/^[0-9a-f]{32}$/, { error: 'must be 32 hexadecimal digits' }))
export const PersonId = id()
export const DeviceId = id()
export const PairingId = id()

/** Digits, six or more; which of them are too easily guessed is refused where a PIN is chosen, and not where it is used. */
export const Pin = z.string().check(z.regex(/^\d{6,12}$/, { error: 'must be 6 to 12 digits' }))

/** Who asks, as the server sees it. `key` is the shop's own software. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nobody') }),
  z.object({ kind: z.literal('key') }),
  z.object({
    kind: z.literal('person'),
    personId: PersonId,
    name: z.string(),
    role: Role,
    /** What may go back of one sale without a manager's PIN; null where there is no limit. */
    refundLimitCents: z.nullable(z.int()),
  }),
])
export type Actor = z.infer<typeof Actor>

/** GET /api/session: who asks, on which device, and what this shop still lacks. */
export const Session = z.object({
  actor: Actor,
  device: z.nullable(
    z.object({ deviceId: DeviceId, name: z.string(), kind: DeviceKind, terminalId: TerminalId }),
  ),
  shop: z.object({
    name: z.string(),
    /** Before its first manager is there, a shop can only be set up. */
    isSetUp: z.boolean(),
    /** Play money: a demo shop may be made in one tap. */
    isSandbox: z.boolean(),
  }),
  /** SHA-256 of the shop's own authority, in hex pairs, where tablets have to trust it (HTTPS=local). */
  authority: z.optional(z.string()),
})
export type Session = z.infer<typeof Session>

/** GET /api/session/people, on a paired till alone: whom to tap before the PIN. */
export const SignInList = z.object({
  people: z.array(z.object({ personId: PersonId, name: z.string(), role: Role })),
})
export type SignInList = z.infer<typeof SignInList>

/** POST /api/session. By the id where the till has listed it, by the name elsewhere. A session that was there before ends. */
export const SignIn = z.strictObject({
  personId: z.optional(PersonId),
  name: z.optional(z.string().check(z.maxLength(120))),
  pin: Pin,
})
export type SignIn = z.infer<typeof SignIn>

/** POST /api/set-up, once: the shop, its first manager, who administers, and its first till, which is this browser. */
export const SetUp = z.strictObject({
  /** Without it the shop stays what the settings say. */
  shop: z.optional(ShopChange),
  manager: z.strictObject({ name: Name, pin: Pin }),
  terminalId: TerminalId,
  tillName: Name,
})
export type SetUp = z.infer<typeof SetUp>

/** GET /api/set-up, until somebody has: what the settings say of the shop and of its bank. Credentials are no part of it. */
export const BeforeSetUp = z.object({
  shop: Shop,
  bank: z.object({ name: z.string(), environment: z.enum(['production', 'sandbox']) }),
})
export type BeforeSetUp = z.infer<typeof BeforeSetUp>

/** POST /api/set-up/bank, until then: one line of each thing that has to be right before the first sale, in Brazilian Portuguese. */
export const BankCheck = z.object({
  isGood: z.boolean(),
  lines: z.array(
    z.object({
      /** unchecked: it needed something that an earlier check did not find. */
      kind: z.enum(['good', 'bad', 'unchecked']),
      title: z.string(),
      /** What was found, or what is wrong and what to do. */
      said: z.string(),
    }),
  ),
})
export type BankCheck = z.infer<typeof BankCheck>

/** POST /api/set-up/demo: the people of the demo shop, whose PINs open nothing where money is real. */
export const DemoShop = z.object({
  people: z.array(z.object({ name: z.string(), role: Role, pin: z.string() })),
})
export type DemoShop = z.infer<typeof DemoShop>

export const Person = z.object({
  personId: PersonId,
  name: z.string(),
  role: Role,
  refundLimitCents: z.nullable(z.int()),
  isActive: z.boolean(),
  /** Until when wrong PINs have locked this person out; null where they have not. */
  lockedUntil: z.nullable(Instant),
})
export type Person = z.infer<typeof Person>
export const PersonList = z.object({ people: z.array(Person) })

/** PUT /api/people/{personId}: makes or changes a person. Without a PIN the old one stays; a new person needs one. */
export const PersonChange = z.strictObject({
  name: Name,
  role: Role,
  refundLimitCents: z.nullable(z.int().check(z.gte(0), z.lte(999_999_999_999))),
  isActive: z.boolean(),
  pin: z.optional(Pin),
})
export type PersonChange = z.infer<typeof PersonChange>

export const Device = z.object({
  deviceId: DeviceId,
  name: z.string(),
  kind: DeviceKind,
  terminalId: TerminalId,
  pairedAt: Instant,
  seenAt: z.nullable(Instant),
  /** The build of the screens that it last ran. */
  build: z.nullable(z.string()),
  revokedAt: z.nullable(Instant),
})
export type Device = z.infer<typeof Device>
export const DeviceList = z.object({ devices: z.array(Device) })
export const DeviceName = z.strictObject({ name: Name })

/** POST /api/pairings, from the new device: it shows the code and waits. The secret is its own and shown nowhere. */
export const NewPairing = z.strictObject({ kind: DeviceKind })
export const Pairing = z.object({
  pairingId: PairingId,
  /** Eight characters without those that look alike (Crockford's base 32), for one use within five minutes. */
  code: z.string(),
  secret: z.string(),
  expiresAt: Instant,
})
export type Pairing = z.infer<typeof Pairing>

/** POST /api/pairings/claim, from somebody who may: says which terminal the device with this code shall belong to. */
export const PairingClaim = z.strictObject({
  code: z.string().check(z.maxLength(20)),
  name: Name,
  terminalId: TerminalId,
})
export type PairingClaim = z.infer<typeof PairingClaim>

/** Both ends show the same two digits; whoever claimed looks at the device and confirms. */
export const ClaimedPairing = z.object({ pairingId: PairingId, kind: DeviceKind, check: z.string() })
export type ClaimedPairing = z.infer<typeof ClaimedPairing>

/** POST /api/pairings/{pairingId}/state with the device's secret: once it is paired, the answer brings its cookie. */
export const PairingSecret = z.strictObject({ secret: z.string().check(z.maxLength(100)) })
export const PairingState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('claimed'), check: z.string() }),
  z.object({ state: z.literal('paired'), terminalId: TerminalId, kind: DeviceKind }),
  z.object({ state: z.literal('over') }),
])
export type PairingState = z.infer<typeof PairingState>

/**
 * POST /api/approvals: a manager's PIN for one refund, on somebody else's screen. It is good for this charge, or this Pix that pays none,
 * this refund id and this amount, for 60 seconds and once.
 */
export const NewApproval = z.strictObject({
  personId: z.optional(PersonId),
  name: z.optional(z.string().check(z.maxLength(120))),
  pin: Pin,
  txid: z.optional(Txid),
  endToEndId: z.optional(EndToEndId),
  refundId: RefundId,
  amountCents: AmountCents,
})
export type NewApproval = z.infer<typeof NewApproval>
