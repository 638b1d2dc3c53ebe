import { join } from 'node:path'
import { profiles } from '@balcao/pix'
import * as z from 'zod/mini'
import type { Settings } from '../env.ts'
import { type NamedFile, readCertificates, readPair, readText } from '../wire/certificate-file.ts'
import { identified } from '../wire/credentials.ts'
import { SettingFault } from '../wire/setting-fault.ts'
import type { PspConnection } from './connection.ts'
import type { Credentials } from './credentials.ts'

const CredentialsFile = z.object({
  clientId: z.string().check(z.minLength(1)),
  clientSecret: z.string().check(z.minLength(1)),
  chave: z.string().check(z.minLength(1), z.maxLength(77)),
})

/** The sandbox that is shipped: Cielo's addresses on loopback, all that the standard has, and certificates and credentials in DATA_DIR/pki. */
export function sandboxConnection({ DATA_DIR, SANDBOX_PORT }: Settings): PspConnection {
  const origin = `https://localhost:${SANDBOX_PORT}`
  const pki = pkiFiles(DATA_DIR)
  return {
    name: 'sandbox',
    environment: 'sandbox',
    profile: {
      ...profiles.cielo,
      supports: profiles.bacen.supports,
      baseUrl: `${origin}/cielo-pix/v1`,
      tokenUrl: `${origin}/v2/oauth/access-token`,
    },
    settings: {},
    // The merchant's account at the sandbox.
    account: { branch: '0001', number: '1234567', type: 'payment' },
    files: [pki.ca, pki.cert, pki.key, pki.credentials].map(({ path }) => path),
    read: () => read(pki),
  }
}

function pkiFiles(dataDir: string) {
  const file = (name: string): NamedFile => {
    const path = join(dataDir, 'pki', name)
    return { name: path, path }
  }
  return {
    ca: file('ca.pem'),
    cert: file('client.pem'),
    key: file('client.key'),
    credentials: file('credentials.json'),
  }
}

/** Its certificates are not held against the clock: the sandbox renews them when it starts, which may be a moment after us. */
function read(pki: ReturnType<typeof pkiFiles>): Credentials {
  readCertificates(pki.ca)
  const identity = readPair(pki.cert, pki.key)
  return {
    ...readCredentials(pki.credentials),
    tls: { ca: readText(pki.ca), ...identity.tls },
    ...identified(identity),
  }
}

/** Says which file and which field; never what is in them, since a parser's own words quote it. */
function readCredentials(file: NamedFile) {
  const text = readText(file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new SettingFault('not-json', file.name)
  }
  const result = CredentialsFile.safeParse(value)
  if (result.success) return result.data
  const fields = result.error.issues.map(({ path: at }) => at.join('.') || 'everything')
  throw new SettingFault('not-usable', file.name, fields.join(', '))
}
