import type { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import type { Settings } from '../env.ts'
import { type NamedFile, readCertificates } from '../wire/certificate-file.ts'
import { missingOf, requireAll } from '../wire/required.ts'
import { SettingFault } from '../wire/setting-fault.ts'

/** Where the PSP knocks: what our side shows, whom it believes, and under which address the PSP finds it. */
export type WebhookDoor = {
  host: string
  /** Of the listener that stands at this port. */
  url: (port: number) => string
  /** `ca` signs who may knock; `cert` and `key` are ours. */
  files: Readonly<Record<'ca' | 'cert' | 'key', NamedFile>>
  /** Told of a certificate that `ca` has signed. */
  isPsp: (certificate: X509Certificate) => boolean
}

/** Undefined where no address is given: then nobody is told of one, and payments are found by asking. Throws SettingFault. */
export function webhookDoorOf(settings: Settings): WebhookDoor | undefined {
  return settings.PSP === 'sandbox' ? sandboxDoor(settings) : realDoor(settings)
}

function sandboxDoor({ DATA_DIR, HOST, WEBHOOK_HOST = HOST }: Settings): WebhookDoor {
  const file = (name: string): NamedFile => {
    const path = join(DATA_DIR, 'pki', name)
    return { name: path, path }
  }
  // The sandbox's CA signs our own certificate too: the PSP is the one subject that may knock.
  const [{ subject }] = readCertificates(file('psp.pem'))
  return {
    host: WEBHOOK_HOST,
    url: (port) => `https://localhost:${port}/webhook`,
    files: { ca: file('ca.pem'), cert: file('server.pem'), key: file('server.key') },
    isPsp: (certificate) => certificate.subject === subject,
  }
}

function realDoor(settings: Settings): WebhookDoor | undefined {
  const { WEBHOOK_URL: url, WEBHOOK_CLIENT_NAME: name, HOST, WEBHOOK_HOST = HOST } = settings
  const parts = ['WEBHOOK_CERT', 'WEBHOOK_KEY', 'WEBHOOK_CLIENT_CA'] as const
  if (url === undefined) {
    const given = parts.filter((part) => settings[part] !== undefined)
    if (given.length > 0) throw new SettingFault('missing', `WEBHOOK_URL, beside ${given.join(', ')},`)
    return undefined
  }
  requireAll(missingOf(settings, ...parts))
  const file = (part: (typeof parts)[number]): NamedFile => {
    const path = settings[part] ?? ''
    return { name: `${part} ${path}`, path }
  }
  return {
    host: WEBHOOK_HOST,
    url: () => url,
    files: { ca: file('WEBHOOK_CLIENT_CA'), cert: file('WEBHOOK_CERT'), key: file('WEBHOOK_KEY') },
    isPsp: (certificate) => name === undefined || commonName(certificate) === name,
  }
}

/** The common name of its subject: RFC 4514 would escape it, Node puts each part on a line of its own. */
const commonName = ({ subject }: X509Certificate) => /^CN=(.*)$/m.exec(subject)?.[1]
