import { invalidRequest } from './errors.ts'
import type { HttpRequest } from './http.ts'
import { queryOf } from './path.ts'
import type { PspProfile } from './profile.ts'

/** `clientSecret` is not needed where the profile says `clientIdOnly`. */
export type Credentials = { clientId: string; clientSecret?: string }

/** The OAuth 2.0 client credentials request (RFC 6749 §4.4). Never put it in a log: it holds the secret. */
export function tokenRequest(
  profile: PspProfile,
  credentials: Credentials,
  scopes = profile.scopes,
): HttpRequest {
  const grant = { grant_type: 'client_credentials', ...(scopes?.length && { scope: scopes.join(' ') }) }
  const inBody = bodyCredentials(profile.tokenAuth, credentials)
  const headers = {
    accept: 'application/json',
    ...(profile.tokenAuth === 'basic' && { authorization: basic(credentials) }),
  }
  switch (profile.tokenBody) {
    case 'json':
      return tokenPost(profile.tokenUrl, headers, 'application/json', JSON.stringify({ ...grant, ...inBody }))
    case 'form':
      return tokenPost(profile.tokenUrl, headers, formType, form({ ...grant, ...inBody }))
    case 'query':
      return tokenPost(profile.tokenUrl + queryOf(grant), headers, formType, form(inBody))
  }
}

const formType = 'application/x-www-form-urlencoded'
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()

const tokenPost = (
  url: string,
  headers: Record<string, string>,
  contentType: string,
  body: string,
): HttpRequest => ({
  url,
  method: 'POST',
  headers: { ...headers, 'content-type': contentType },
  body,
})

function bodyCredentials(auth: PspProfile['tokenAuth'], credentials: Credentials): Record<string, string> {
  if (auth === 'basic') return {}
  const client_id = checkSecret('clientId', credentials.clientId)
  if (auth === 'clientIdOnly') return { client_id }
  return { client_id, client_secret: checkSecret('clientSecret', credentials.clientSecret) }
}

/** RFC 7617: the id cannot hold the colon that ends it. Not form-encoded first (RFC 6749 §2.3.1): PSPs do not decode it. */
function basic(credentials: Credentials): string {
  const clientId = checkSecret('clientId', credentials.clientId)
  if (clientId.includes(':')) throw invalidRequest('clientId', 'no colon')
  const clientSecret = checkSecret('clientSecret', credentials.clientSecret)
  return `Basic ${btoa(`${clientId}:${clientSecret}`)}`
}

/** Printable ASCII: a newline or a blank pasted along with a secret is the usual cause of a 401 that nobody understands. */
function checkSecret(field: string, value: string | undefined): string {
  if (value === undefined || !/^[\x21-\x7e]{1,512}$/.test(value)) {
    throw invalidRequest(field, '1 to 512 printable characters without blanks')
  }
  return value
}
