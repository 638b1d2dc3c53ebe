import { randomBytes, randomUUID, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { issueCertificate, type Pair, type Purpose, toP12 } from './certificates.ts'
import { SettingError } from './settings.ts'

const Credentials = z.object({ clientId: z.string(), clientSecret: z.string(), chave: z.string() })
export type Credentials = z.infer<typeof Credentials>

export type Pki = Record<Leaf, Pair> & {
  /** Absolute or relative folder that holds everything below as files: `ca.pem`, `client.p12`, … */
  dir: string
  /** Certificate of the authority, PEM. */
  ca: string
  /** What a merchant gets from the PSP when the account is opened. */
  credentials: Credentials
}

const day = 24 * 60 * 60 * 1000

/** Every certificate below the authority. `psp` is who delivers webhooks, `qr` who signs the payloads of QR Codes. */
const leaves = {
  client: { subject: 'Balcao Sandbox Client', purpose: 'client', days: 365 },
  server: { subject: 'localhost', purpose: 'server', days: 825 },
  psp: { subject: 'Balcao Sandbox PSP', purpose: 'client', days: 825 },
  qr: { subject: 'localhost', purpose: 'signature', days: 825 },
} as const satisfies Record<string, { subject: string; purpose: Purpose; days: number }>
type Leaf = keyof typeof leaves
const leafNames = Object.keys(leaves) as Leaf[]

/** A leaf this close to its end is renewed at start, so that a sandbox left running over a weekend keeps working. */
const renewBefore = 7 * day

/**
 * The certificates in `DATA_DIR/pki`, made on the first start. Dates are the wall clock's, never a simulated one:
 * TLS itself compares them with the wall clock.
 */
export function openPki(dataDir: string): Pki {
  const dir = join(dataDir, 'pki')
  if (!existsSync(dir)) makePki(dataDir, dir)
  const pki = readPki(dir)
  for (const leaf of leafNames) renew(pki, leaf)
  return pki
}

/** Made aside and renamed in one go: a BFF that starts meanwhile sees no folder, or a whole one. */
function makePki(dataDir: string, dir: string): void {
  mkdirSync(dataDir, { recursive: true })
  const aside = mkdtempSync(join(dataDir, 'pki-'))
  const ca = issueCertificate({ subject: 'Balcao Sandbox CA', purpose: 'authority', ...validFor(3650) })
  save(aside, 'ca', ca)
  for (const leaf of leafNames) saveLeaf(aside, leaf, issueLeaf(leaf, ca), ca.cert)
  const credentials: Credentials = {
    clientId: randomUUID(),
    clientSecret: randomBytes(32).toString('base64url'),
    chave: randomUUID(),
  }
  write(join(aside, 'credentials.json'), `${JSON.stringify(credentials, null, 2)}\n`)
  try {
    renameSync(aside, dir)
  } catch (error) {
    // Another sandbox on the same folder was first: its certificates are as good as ours.
    if (!existsSync(dir)) throw error
    rmSync(aside, { recursive: true })
  }
}

function readPki(dir: string): Pki {
  const read = (name: string) => {
    try {
      return readFileSync(join(dir, name), 'utf8')
    } catch (cause) {
      throw new SettingError(`${join(dir, name)} cannot be read; delete ${dir} to have it made again.`, {
        cause,
      })
    }
  }
  const pair = (name: string): Pair => ({ cert: read(`${name}.pem`), key: read(`${name}.key`) })
  const credentials = Credentials.parse(JSON.parse(read('credentials.json')))
  const [client, server, psp, qr] = [pair('client'), pair('server'), pair('psp'), pair('qr')]
  return { dir, ca: read('ca.pem'), client, server, psp, qr, credentials }
}

/** The key stays, so a renewal replaces one file and nobody can read a certificate beside the key of another. */
function renew(pki: Pki, leaf: Leaf): void {
  if (Date.parse(new X509Certificate(pki[leaf].cert).validTo) - Date.now() > renewBefore) return
  const ca = { cert: pki.ca, key: readFileSync(join(pki.dir, 'ca.key'), 'utf8') }
  pki[leaf] = issueLeaf(leaf, ca, pki[leaf].key)
  saveLeaf(pki.dir, leaf, pki[leaf], pki.ca)
}

function issueLeaf(leaf: Leaf, issuer: Pair, key?: string): Pair {
  const { subject, purpose, days } = leaves[leaf]
  return issueCertificate({ subject, purpose, issuer, ...(key && { key }), ...validFor(days) })
}

function validFor(days: number): { notBefore: Date; notAfter: Date } {
  // An hour back: machines and containers rarely agree on the minute.
  return { notBefore: new Date(Date.now() - 60 * 60 * 1000), notAfter: new Date(Date.now() + days * day) }
}

function saveLeaf(dir: string, leaf: Leaf, pair: Pair, ca: string): void {
  save(dir, leaf, pair)
  if (leaf === 'client') write(join(dir, 'client.p12'), toP12(pair, ca, ''))
}

function save(dir: string, name: string, { cert, key }: Pair): void {
  write(join(dir, `${name}.key`), key)
  write(join(dir, `${name}.pem`), cert)
}

function write(path: string, content: string | Buffer): void {
  writeFileSync(`${path}.new`, content, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
