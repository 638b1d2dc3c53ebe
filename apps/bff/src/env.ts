import * as z from 'zod/mini'
import { pspEnvironment } from './psp/environment.ts'

const port = (fallback: number) =>
  z._default(
    z.pipe(
      z.string().check(z.regex(/^\d{1,5}$/, { error: 'must be a port number, 0 to 65535' })),
      z.pipe(
        z.transform(Number),
        z.int().check(z.lte(65_535, { error: 'must be a port number, 0 to 65535' })),
      ),
    ),
    fallback,
  )

const Environment = z.object({
  PORT: port(3000),
  HOST: z._default(
    z.enum(['127.0.0.1', '::1', 'localhost'], {
      error:
        'must be 127.0.0.1, ::1 or localhost: the screens speak plain HTTP, which may not leave this machine',
    }),
    '127.0.0.1',
  ),
  WEBHOOK_PORT: port(3443),
  DATA_DIR: z._default(z.string().check(z.minLength(1)), './data'),
  DATABASE_URL: z.optional(
    z.string().check(
      z.refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url), {
        error:
          'must be postgres://user:password@host:port/database, with % codes for what a URL cannot hold, or absent: then the ledger is SQLite, in DATA_DIR',
      }),
    ),
  ),
  ...pspEnvironment,
  SANDBOX_PORT: port(4443),
  SHOP_NAME: z._default(
    z.string().check(z.minLength(1), z.maxLength(60, { error: 'must have at most 60 characters' })),
    'Padaria do Bairro',
  ),
  TIME_ZONE: z._default(
    z.string().check(
      z.refine((name) => name.includes('/') && isTimeZone(name), {
        error: 'must be a time zone of the IANA, such as America/Sao_Paulo',
      }),
    ),
    'America/Sao_Paulo',
  ),
  CHARGE_EXPIRATION_SECONDS: z._default(
    z.pipe(
      z.string().check(z.regex(/^\d{1,5}$/, { error: 'must be a number of seconds, 1 to 86400' })),
      z.pipe(
        z.transform(Number),
        z
          .int()
          .check(
            z.gte(1, { error: 'must be a number of seconds, 1 to 86400' }),
            z.lte(86_400, { error: 'must be a number of seconds, 1 to 86400' }),
          ),
      ),
    ),
    // The shop's promise is a code that lives for sixty minutes (Cielo manual, "Prazo para expirar o qrcode").
    3600,
  ),
  API_KEY: z.optional(
    z.string().check(
      z.regex(/^[\x21-\x7e]{32,200}$/, {
        error: 'must be 32 to 200 characters without spaces: it opens every door',
      }),
    ),
  ),
  PEPPER_FILE: z.optional(z.string()),
  LOG_LEVEL: z._default(
    z.enum(['silent', 'error', 'warn', 'info', 'debug'], {
      error: 'must be silent, error, warn, info or debug',
    }),
    'info',
  ),
})
export type Settings = z.infer<typeof Environment>

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

export class SettingsError extends Error {
  override name = 'SettingsError'
}

/** Reads the settings once, at start. A wrong one refuses the start and is named. An empty value counts as absent. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const present = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')
  const result = Environment.safeParse(Object.fromEntries(present))
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new SettingsError(`The start is refused: ${lines.join('; ')}.`)
  }
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    throw new SettingsError(
      'The start is refused: NODE_TLS_REJECT_UNAUTHORIZED must not be 0, since it lets anybody pass for the PSP.',
    )
  return result.data
}
