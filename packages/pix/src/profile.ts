import type { ErrorShape } from './error-shape.ts'
import { invalidRequest } from './errors.ts'
import { type Feature, featureNames, type Operation, type Scope } from './operation.ts'

/**
 * What differs from one PSP to another, as data. The URLs are defaults: a setting replaces them with
 * `{ ...profiles.cielo, baseUrl, tokenUrl }`, each on its own, since the token host is not derived from the API's.
 *
 * The values of `staticHeaders`, `staticQuery` and `webhook.headers` may hold what only a setting knows: `{appKey}`
 * stands for a setting of that name, without which nothing is sent; with `{account?}` it is the header or the
 * parameter that is left out; `{accessToken}` is the token of the call.
 */
export type PspProfile = {
  name: string
  /** No slash at the end; the prefix and the path of the request follow. */
  baseUrl: string
  /** Put between base and path where a PSP serves its operations under several versions. */
  pathPrefixes?: Readonly<Partial<Record<Operation | 'others', string>>>
  tokenUrl: string
  /** How the client says who it is: HTTP Basic, in the body, or its id alone where the certificate proves the rest. */
  tokenAuth: 'basic' | 'body' | 'clientIdOnly'
  /** How `grant_type` and `scope` travel. `query` puts them in the URL, never the credentials. */
  tokenBody: 'form' | 'json' | 'query'
  /** Asked for where the caller names none. */
  scopes?: readonly string[]
  /** Whether the answer's `scope` is held against what was asked: some PSPs grant less without an error. */
  checksScope: boolean
  /** Lower-case names. Sent with every call to the API, not with the token request. */
  staticHeaders: Readonly<Record<string, string>>
  staticQuery: Readonly<Record<string, string>>
  /** The settings that the values above must be given. */
  needs: readonly string[]
  /** Where the copia e cola may be, the first that holds text. */
  copiaEColaFields: readonly string[]
  errorShapes: readonly ErrorShape[]
  /** `rec` is all of Pix Automático: true only where the PSP is known to have it, since its screens are shown by it. */
  supports: Readonly<Record<Feature, boolean>>
  webhook: WebhookManner
  /** Whether the API refuses a connection without a client certificate. */
  certificate: 'required' | 'optional'
  /** What is otherwise in the PSP's environment for tests, where one is known. */
  sandbox?: { readonly [Part in keyof Omit<PspProfile, 'name' | 'sandbox'>]?: PspProfile[Part] }
}

export type WebhookManner = {
  /** What the PSP puts behind the registered URL when it calls. */
  suffix: '/pix' | ''
  /** `mutual-tls-probe`: at registration it calls once without its certificate, and wants to be refused. */
  handshake: 'none' | 'mutual-tls-probe'
  /** Sent with the registration. */
  headers: Readonly<Record<string, string>>
}

/** What a reader has to know of a PSP; a profile is one. */
export type Dialect = {
  readonly copiaEColaFields?: readonly string[]
  readonly errorShapes?: readonly ErrorShape[]
}

/** `pixCopiaECola` came with 2.6.0; Sicoob says `brcode` and Banco do Brasil's v1 `textoImagemQRcode`. */
export const copiaEColaFields: readonly string[] = ['pixCopiaECola', 'brcode', 'textoImagemQRcode']

/** Everything that a till does: what a PSP that wants its scopes named is asked for. */
export const tillScopes = ['cob.write', 'cob.read', 'pix.write', 'pix.read', 'webhook.write', 'webhook.read']

/** What offering Pix Automático needs besides. Asked for apart: a PSP that does not know them refuses the whole token. */
export const recurrenceScopes: readonly Scope[] = [
  'payloadlocationrec.write',
  'payloadlocationrec.read',
  'rec.write',
  'rec.read',
  'solicrec.write',
  'solicrec.read',
  'cobr.write',
  'cobr.read',
  'webhookrec.write',
  'webhookrec.read',
  'webhookcobr.write',
  'webhookcobr.read',
]

/** What a charge with a due date needs (journey 4). */
export const dueChargeScopes: readonly Scope[] = ['cobv.write', 'cobv.read']

const everything = Object.fromEntries(featureNames.map((feature) => [feature, true])) as Record<Feature, true>

export const supportsAllBut = (...missing: Feature[]): Record<Feature, boolean> => ({
  ...everything,
  ...Object.fromEntries(missing.map((feature) => [feature, false])),
})

/** What a PSP is that does everything as API Pix 2.9.0 has it. */
export const standard = {
  checksScope: false,
  staticHeaders: {},
  staticQuery: {},
  needs: [],
  copiaEColaFields,
  errorShapes: [],
  supports: everything,
  webhook: { suffix: '/pix', handshake: 'none', headers: {} },
  certificate: 'required',
} as const satisfies Partial<PspProfile>

/** The same PSP in its environment for tests. Throws `invalid-request` where none is known. */
export function inSandbox(profile: PspProfile): PspProfile {
  const { sandbox, ...rest } = profile
  if (sandbox === undefined) throw invalidRequest('sandbox', `no sandbox of ${profile.name} is known`)
  return { ...rest, ...sandbox, name: `${profile.name}-sandbox` }
}
