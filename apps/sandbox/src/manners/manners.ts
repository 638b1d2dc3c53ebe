import type { Operation } from '../faults.ts'
import type { Reply } from '../problem.ts'

/**
 * How a PSP behaves where API Pix leaves it free, or where it takes the freedom: everything that a client's profile of
 * that PSP must know. Data alone; what reads it is in token.ts, api.ts and dress.ts.
 */
export type Manners = {
  /** Before every path of API Pix. */
  base: string
  /** Instead of `base`, for these operations. */
  bases?: Partial<Record<Operation, string>>
  token: TokenManners
  /** What its gateway asks of every call of API Pix, and what it says when that is missing. */
  asks?: readonly { in: 'header' | 'query'; name: string; refusal: Reply }[]
  /** Statuses of success other than the standard's. */
  status?: Partial<Record<Operation, number>>
  /** Operations that answer `{}` and nothing else. */
  empty?: readonly Operation[]
  /** The field of the copia e cola, where it has another name; `null` where there is none and the client must make it of `location`. */
  code?: string | null
  /** How it spells the statuses of a charge, where otherwise. */
  words?: Readonly<Record<string, string>>
  /** The shape of its errors, where not `application/problem+json`. */
  errors?: 'efi' | 'bancoDoBrasil'
  /** What a 500 looks like, where not like other errors. */
  crash?: Reply
  /** Not offered: its gateway knows no such route. */
  unsupported?: readonly Operation[]
  /** What the gateway says where it knows no route, where not API Pix's NaoEncontrado. */
  noRoute?: Reply
  /** A header that registers a webhook without the two probes, when it says `true`. */
  skipsHandshake?: string
}

export type TokenManners = {
  path: string
  /** Where the client says who it is; `clientIdOnly` trusts the certificate for the rest. */
  auth: readonly ('basic' | 'body' | 'clientIdOnly')[]
  /** Where the parameters of the request may be. */
  body: readonly ('json' | 'form' | 'query')[]
  status: 200 | 201
  /** `expires_in` of the answer as a number, or as text. */
  expiresIn: 'number' | 'text'
  seconds: number
  /** The answer does not say which scopes were granted. */
  silent?: true
  /** `grant_type` may be left out. */
  grantImplied?: true
  /** Without `scope` there is no token. */
  scopeRequired?: true
  /** Scopes that the client may not have are left out without a word, where others refuse. */
  narrows?: true
}

/** What a gateway in front of the API says of a route that it does not know: not API Pix's words, so no proof that a charge is not there. */
export const gatewayNotFound: Reply = {
  status: 404,
  contentType: 'application/json',
  body: '{"message":"no Route matched with those values"}',
}

/** Form, Basic, 200 and a number: what RFC 6749 says and most PSPs do. */
export const usualToken = {
  path: '/oauth/token',
  auth: ['basic'],
  body: ['form'],
  status: 200,
  expiresIn: 'number',
  seconds: 3600,
} as const satisfies TokenManners
