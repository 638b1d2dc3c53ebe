import { copiaEColaFields } from './read-cob.ts'

/**
 * What differs from one PSP to another, as data. The URLs are defaults: a setting replaces them with
 * `{ ...profiles.cielo, baseUrl, tokenUrl }`, each on its own, since the token host is not derived from the API's.
 */
export type PspProfile = {
  name: string
  /** No slash at the end; the request's path follows. */
  baseUrl: string
  tokenUrl: string
  /** How the client says who it is: HTTP Basic, in the body, or its id alone where the certificate proves the rest. */
  tokenAuth: 'basic' | 'body' | 'clientIdOnly'
  /** How `grant_type` and `scope` travel. `query` puts them in the URL, never the credentials. */
  tokenBody: 'form' | 'json' | 'query'
  /** Asked for where the caller names none. */
  scopes?: readonly string[]
  /** Lower-case names. Sent with every call to the API, not with the token request. */
  staticHeaders: Readonly<Record<string, string>>
  staticQuery: Readonly<Record<string, string>>
  /** Where the copia e cola may be, the first that holds text. */
  copiaEColaFields: readonly string[]
  /** Whether the API refuses a connection without a client certificate. */
  certificate: 'required' | 'optional'
}

/** The Central Bank's OpenAPI 2.9.0, with its example URLs; a token request as RFC 6749 §4.4, which it leaves open. */
const bacen: PspProfile = {
  name: 'bacen',
  baseUrl: 'https://pix.example.com/api',
  tokenUrl: 'https://pix.example.com/oauth/token',
  tokenAuth: 'basic',
  tokenBody: 'form',
  scopes: ['cob.write', 'cob.read', 'pix.write', 'pix.read', 'webhook.write', 'webhook.read'],
  staticHeaders: {},
  staticQuery: {},
  copiaEColaFields,
  certificate: 'required',
}

/** Cielo OpenAPI 1.0.2 ("Criar Access Token": Basic and JSON, no scope) and docs.cielo.com.br/pix-can-cbk for the hosts. */
const cielo: PspProfile = {
  name: 'cielo',
  baseUrl: 'https://api-mtls.cielo.com.br/cielo-pix/v1',
  tokenUrl: 'https://api2.cielo.com.br/v2/oauth/access-token',
  tokenAuth: 'basic',
  tokenBody: 'json',
  staticHeaders: {},
  staticQuery: {},
  copiaEColaFields,
  certificate: 'required',
}

/** Cielo's own sandbox, on another host and without mTLS. */
const cieloSandbox: PspProfile = {
  ...cielo,
  name: 'cielo-sandbox',
  baseUrl: 'https://api2.cielo.com.br/sandbox/cielo-pix/v1',
  tokenUrl: 'https://api2.cielo.com.br/sandbox/v2/oauth/access-token',
  certificate: 'optional',
}

export const profiles = { bacen, cielo, cieloSandbox } as const
