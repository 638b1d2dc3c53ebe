import { isIP } from 'node:net'
import * as z from 'zod/mini'

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** How the screens leave this machine. */
export const httpsEnvironment = {
  HOST: z._default(
    z.string().check(
      z.refine((host) => host === 'localhost' || isIP(host) !== 0, {
        error:
          'must be an address of this machine, such as 127.0.0.1, 192.168.0.10 or 0.0.0.0 for all of them',
      }),
    ),
    '127.0.0.1',
  ),
  HTTPS: z.optional(z.enum(['local'], { error: 'must be local, or absent where HTTPS_CERT_FILE is given' })),
  HTTPS_NAMES: z.optional(
    z.string().check(
      z.regex(/^[a-z0-9.-]+(,[a-z0-9.-]+)*$/i, {
        error:
          'must be names by which tablets find this machine, with commas between them, such as balcao.local',
      }),
    ),
  ),
  HTTPS_CERT_FILE: z.optional(z.string()),
  HTTPS_KEY_FILE: z.optional(z.string()),
}

type Given = Readonly<Record<string, string | undefined>>

/** What does not go together, each in a sentence that begins with the setting. */
export function httpsFaults({ HOST, HTTPS, HTTPS_NAMES, HTTPS_CERT_FILE, HTTPS_KEY_FILE }: Given): string[] {
  const faults: string[] = []
  const hasFiles = HTTPS_CERT_FILE !== undefined && HTTPS_KEY_FILE !== undefined
  if (HTTPS_CERT_FILE !== undefined && HTTPS_KEY_FILE === undefined)
    faults.push('HTTPS_KEY_FILE is missing: it is the key of HTTPS_CERT_FILE')
  if (HTTPS_KEY_FILE !== undefined && HTTPS_CERT_FILE === undefined)
    faults.push('HTTPS_CERT_FILE is missing: it is the certificate of HTTPS_KEY_FILE')
  if (HTTPS !== undefined && HTTPS_CERT_FILE !== undefined)
    faults.push('HTTPS makes a certificate of its own: leave it out, or HTTPS_CERT_FILE and HTTPS_KEY_FILE')
  if (HTTPS === undefined && HTTPS_NAMES !== undefined)
    faults.push('HTTPS_NAMES is for HTTPS=local: another certificate has its names already')
  if (HOST !== undefined && !loopback.has(HOST) && HTTPS === undefined && !hasFiles)
    faults.push(
      'HOST must be 127.0.0.1, ::1 or localhost, because plain HTTP may not leave this machine; for tablets set HTTPS=local, or HTTPS_CERT_FILE and HTTPS_KEY_FILE',
    )
  return faults
}
