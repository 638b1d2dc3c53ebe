import { join } from 'node:path'
import { flagship, flagshipSandbox } from '@balcao/payer-api'
import * as z from 'zod/mini'
import type { Settings } from '../env.ts'
import { checkDates, type NamedFile, readPair, readText } from '../wire/certificate-file.ts'
import { identified } from '../wire/credentials.ts'
import { SettingFault } from '../wire/setting-fault.ts'
import type { AccountConnection, AccountCredentials } from './account.ts'

const Text = z.string().check(z.minLength(1))
const Https = z
  .string()
  .check(z.refine((value) => URL.parse(value)?.protocol === 'https:' && URL.parse(value)?.search === ''))

/** What the sandbox leaves in DATA_DIR/pki/account.json. */
const SandboxFile = z.object({
  clientId: Text,
  clientSecret: Text,
  accountId: Text,
  tokenPath: Text,
  transactionSecret: z.optional(Text),
})
/** What a shop writes, in a file that ACCOUNT names. The secrets may be in it, or each in a file of its own. */
const AccountFile = z.strictObject({
  name: Text,
  provider: z.union([
    z.enum(['flagship', 'flagshipSandbox']),
    z.strictObject({ baseUrl: Https, tokenUrl: Https }),
  ]),
  accountId: Text,
  clientId: Text,
  clientSecret: Text,
  cert: Text,
  key: Text,
  ca: z.optional(Text),
  /** How this provider spells the paths that the guide spells in two ways. */
  spelling: z.optional(
    z.strictObject({
      answer: z.enum(['recurrences-requests', 'recurrencesrequests']),
      requests: z.enum(['recurrences-requests', 'recurrencesrequests']),
      activation: z.enum(['recurrence', 'recurrences']),
      recurrences: z.enum(['recurrence', 'recurrences']),
    }),
  ),
  transactionHash: z.optional(z.strictObject({ secret: Text, others: z.enum(['none', 'method-and-path']) })),
})

/** The account that the settings name; undefined for a shop that pays from none. Throws SettingFault. */
export function accountConnectionOf(
  settings: Pick<Settings, 'ACCOUNT' | 'PSP' | 'DATA_DIR' | 'SANDBOX_PORT'>,
): AccountConnection | undefined {
  const { ACCOUNT = settings.PSP === 'sandbox' ? 'sandbox' : 'none' } = settings
  if (ACCOUNT === 'none') return undefined
  if (ACCOUNT !== 'sandbox') return inFile({ name: `ACCOUNT ${ACCOUNT}`, path: ACCOUNT })
  // Who pays from play money and is paid with real money, or the other way round, has mistaken one for the other.
  if (settings.PSP !== 'sandbox') throw new SettingFault('not-usable', 'ACCOUNT', 'sandbox beside a real PSP')
  return sandboxAccount(settings)
}

function sandboxAccount({
  DATA_DIR,
  SANDBOX_PORT,
}: Pick<Settings, 'DATA_DIR' | 'SANDBOX_PORT'>): AccountConnection {
  const file = (name: string): NamedFile => {
    const path = join(DATA_DIR, 'pki', name)
    return { name: path, path }
  }
  const [ca, cert, key] = [file('ca.pem'), file('client.pem'), file('client.key')]
  const own = file('account.json')
  const { accountId, tokenPath, transactionSecret } = parse(own, SandboxFile)
  const baseUrl = `https://localhost:${SANDBOX_PORT}`
  return {
    name: 'Conta de demonstração',
    provider: {
      baseUrl,
      tokenUrl: baseUrl + tokenPath,
      ...(transactionSecret !== undefined && {
        transactionHash: { secret: transactionSecret, others: 'none' as const },
      }),
    },
    account: { accountId },
    ownHost: `localhost:${SANDBOX_PORT}`,
    files: [ca, cert, key, own].map(({ path }) => path),
    // Its certificates are not held against the clock: the sandbox renews them when it starts, which may be a moment after us.
    read: () => credentialsOf(parse(own, SandboxFile), { ca: readText(ca) }, cert, key),
  }
}

function inFile(own: NamedFile): AccountConnection {
  const given = parse(own, AccountFile)
  const file = (field: 'cert' | 'key' | 'ca', path: string): NamedFile => ({
    name: `${own.name} ${field} ${path}`,
    path,
  })
  const [cert, key] = [file('cert', given.cert), file('key', given.key)]
  const ca = given.ca === undefined ? undefined : file('ca', given.ca)
  const known = { flagship, flagshipSandbox }
  const { provider, transactionHash, spelling, accountId, name } = given
  return {
    name,
    provider: {
      ...(typeof provider === 'string' ? known[provider] : provider),
      ...(transactionHash && { transactionHash }),
    },
    account: { accountId, ...(spelling && { spelling }) },
    files: [own, cert, key, ...(ca ? [ca] : [])].map(({ path }) => path),
    read() {
      const trusted = ca && { ca: readText(ca) }
      const credentials = credentialsOf(parse(own, AccountFile), trusted, cert, key)
      if (credentials.certificate !== undefined)
        checkDates({ certificate: credentials.certificate }, cert.name)
      return credentials
    },
  }
}

function credentialsOf(
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
  trusted: { ca: string } | undefined,
  cert: NamedFile,
  key: NamedFile,
): AccountCredentials {
  const identity = readPair(cert, key)
  return { clientId, clientSecret, tls: { ...trusted, ...identity.tls }, ...identified(identity) }
}

/** Says which file and which field; never what is in them, since a parser's own words quote it. */
function parse<Schema extends z.ZodMiniType>(file: NamedFile, schema: Schema): z.output<Schema> {
  let value: unknown
  try {
    value = JSON.parse(readText(file))
  } catch (cause) {
    if (cause instanceof SettingFault) throw cause
    throw new SettingFault('not-json', file.name)
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const fields = result.error.issues.map(({ path }) => path.join('.') || 'everything')
  throw new SettingFault('not-usable', file.name, fields.join(', '))
}
