import { readErrorShapes } from './error-shape.ts'
import { invalidRequest } from './errors.ts'
import { type Feature, featureNames, operationNames } from './operation.ts'
import { type PspProfile, standard, type WebhookManner } from './profile.ts'
import { placeholdersIn } from './template.ts'
import { isObject, type Wire } from './wire.ts'

/**
 * A profile given as JSON by whoever runs this: strict, since a mistake in it would be sent to a bank. What is not
 * given is as the standard has it. Throws `invalid-request` with the field that is missing, wrong or unknown.
 */
export function readProfile(value: unknown): PspProfile {
  const given = readParts('', value, partNames)
  const profile: PspProfile = {
    ...standard,
    name: readText('name', given.name),
    baseUrl: readUrl('baseUrl', given.baseUrl),
    tokenUrl: readUrl('tokenUrl', given.tokenUrl),
    tokenAuth: readWord('tokenAuth', given.tokenAuth, ['basic', 'body', 'clientIdOnly']),
    tokenBody: readWord('tokenBody', given.tokenBody, ['form', 'json', 'query']),
    ...optionalParts(given),
  }
  checkNeeds('', profile)
  if (given.sandbox === undefined) return profile
  const sandboxGiven = readParts('sandbox.', given.sandbox, sandboxPartNames)
  const sandbox = {
    ...(sandboxGiven.baseUrl !== undefined && { baseUrl: readUrl('sandbox.baseUrl', sandboxGiven.baseUrl) }),
    ...(sandboxGiven.tokenUrl !== undefined && {
      tokenUrl: readUrl('sandbox.tokenUrl', sandboxGiven.tokenUrl),
    }),
    ...optionalParts(sandboxGiven, 'sandbox.'),
  }
  checkNeeds('sandbox.', { ...profile, ...sandbox })
  return { ...profile, sandbox }
}

/** One reader for each part that may be left out; a part that is not here does not exist. */
const optionalReaders = {
  pathPrefixes: readPrefixes,
  scopes: readTexts,
  checksScope: readFlag,
  staticHeaders: readHeaders,
  staticQuery: readTextMap,
  needs: readTexts,
  copiaEColaFields: readTexts,
  errorShapes: readErrorShapes,
  supports: readSupports,
  webhook: readWebhookManner,
  certificate: (field: string, value: unknown) => readWord(field, value, ['required', 'optional']),
} as const

const sandboxPartNames = ['baseUrl', 'tokenUrl', ...Object.keys(optionalReaders)]
const partNames = ['name', 'tokenAuth', 'tokenBody', 'sandbox', ...sandboxPartNames]

function optionalParts(given: Wire, at = ''): Partial<PspProfile> {
  return Object.fromEntries(
    Object.entries(optionalReaders).flatMap(([name, read]) =>
      given[name] === undefined ? [] : [[name, read(at + name, given[name])]],
    ),
  )
}

/** A header that stands on a setting nobody is asked for would fail with the first charge. */
function checkNeeds(at: string, { staticHeaders, staticQuery, webhook, needs }: PspProfile) {
  for (const [part, templates] of Object.entries({
    staticHeaders,
    staticQuery,
    'webhook.headers': webhook.headers,
  })) {
    for (const [key, template] of Object.entries(templates)) {
      for (const { name, isOptional } of placeholdersIn(template)) {
        if (isOptional || name === 'accessToken' || needs.includes(name)) continue
        throw invalidRequest(`${at}${part}.${key}`, `{${name}} is not among needs`)
      }
    }
  }
}

function readParts(at: string, value: unknown, known: readonly string[]): Wire {
  if (!isObject(value)) throw invalidRequest(at.slice(0, -1) || 'profile', 'an object')
  const stranger = Object.keys(value).find((key) => !known.includes(key))
  if (stranger !== undefined) throw invalidRequest(at + stranger, 'no such field')
  return value
}

function readText(field: string, value: unknown): string {
  if (typeof value !== 'string' || !/^[\x20-\x7e]{1,2000}$/.test(value) || value.trim() !== value) {
    throw invalidRequest(field, 'printable text')
  }
  return value
}

function readUrl(field: string, value: unknown): string {
  const url = URL.parse(readText(field, value))
  const isPlain = url?.protocol === 'https:' && !url.username && !url.password && !url.hash && !url.search
  if (!isPlain) throw invalidRequest(field, 'an https URL without credentials, query or fragment')
  return readText(field, value).replace(/\/+$/, '')
}

function readWord<Word extends string>(field: string, value: unknown, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === value)
  if (word === undefined) throw invalidRequest(field, `one of ${words.join(', ')}`)
  return word
}

function readFlag(field: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw invalidRequest(field, 'true or false')
  return value
}

function readTexts(field: string, value: unknown): string[] {
  if (!Array.isArray(value)) throw invalidRequest(field, 'a list of texts')
  return value.map((text, index) => readText(`${field}[${index}]`, text))
}

function readTextMap(field: string, value: unknown): Record<string, string> {
  if (!isObject(value)) throw invalidRequest(field, 'an object of texts')
  return Object.fromEntries(
    Object.entries(value).map(([key, text]) => [key, readText(`${field}.${key}`, text)]),
  )
}

/** RFC 9110 §5.6.2, in lower case; who we are is said by the token alone. */
function readHeaders(field: string, value: unknown): Record<string, string> {
  const headers = readTextMap(field, value)
  for (const name of Object.keys(headers)) {
    const isName = /^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(name)
    if (!isName || name === 'authorization')
      throw invalidRequest(`${field}.${name}`, 'a lower-case header name')
  }
  return headers
}

function readPrefixes(field: string, value: unknown): Record<string, string> {
  const prefixes = readTextMap(field, value)
  for (const [operation, prefix] of Object.entries(prefixes)) {
    const isKnown = operation === 'others' || operationNames.some((name) => name === operation)
    if (!isKnown) throw invalidRequest(`${field}.${operation}`, 'no such operation')
    if (!/^(\/(?!\.{1,2}(\/|$))[\w.~-]+)*$/.test(prefix))
      throw invalidRequest(`${field}.${operation}`, 'a path such as /v2')
  }
  return prefixes
}

function readSupports(field: string, value: unknown): Record<Feature, boolean> {
  const given = readParts(`${field}.`, value, featureNames)
  const supports = Object.entries(given).map(([feature, flag]) => [
    feature,
    readFlag(`${field}.${feature}`, flag),
  ])
  return { ...standard.supports, ...Object.fromEntries(supports) }
}

function readWebhookManner(field: string, value: unknown): WebhookManner {
  const { suffix, handshake, headers } = readParts(`${field}.`, value, ['suffix', 'handshake', 'headers'])
  return {
    suffix: suffix === undefined ? '/pix' : readWord(`${field}.suffix`, suffix, ['/pix', '']),
    handshake:
      handshake === undefined
        ? 'none'
        : readWord(`${field}.handshake`, handshake, ['none', 'mutual-tls-probe']),
    headers: headers === undefined ? {} : readHeaders(`${field}.headers`, headers),
  }
}
