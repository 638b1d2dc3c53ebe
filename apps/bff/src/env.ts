import { TimeZone } from '@balcao/contracts'
import * as z from 'zod/mini'
import { httpsEnvironment, httpsFaults } from './https/environment.ts'
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

const keepTexts = 'must be a number of days, 30 to 36500'

const Environment = z.object({
  PORT: port(3000),
  ...httpsEnvironment,
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
  TIME_ZONE: z._default(TimeZone, 'America/Sao_Paulo'),
  PUBLIC_URL: z.optional(
    z.string().check(
      z.refine(isPublicOrigin, {
        error:
          'must be the https address that customers reach this server at, without a path, such as https://loja.example.com',
      }),
    ),
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
  KEEP_TEXTS_DAYS: z._default(
    z.pipe(
      z.string().check(z.regex(/^\d{1,5}$/, { error: keepTexts })),
      z.pipe(
        z.transform(Number),
        z.int().check(z.gte(30, { error: keepTexts }), z.lte(36_500, { error: keepTexts })),
      ),
    ),
    // For five years whoever paid may still claim (Código de Defesa do Consumidor, art. 27).
    1825,
  ),
  ACCOUNT: z.optional(
    z.string().check(
      z.refine((value) => value === 'sandbox' || value === 'none' || value.endsWith('.json'), {
        error: 'must be sandbox, none, or the path of a .json file that describes the account',
      }),
    ),
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

function isPublicOrigin(text: string): boolean {
  const url = URL.parse(text)
  return url?.protocol === 'https:' && (text === url.origin || text === `${url.origin}/`)
}

export class SettingsError extends Error {
  override name = 'SettingsError'
}

/** Reads the settings once, at start. A wrong one refuses the start and is named. An empty value counts as absent. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const present = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')
  const result = Environment.safeParse(Object.fromEntries(present))
  const lines = [
    ...(result.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? []),
    ...httpsFaults(Object.fromEntries(present)),
  ]
  if (!result.success || lines.length > 0)
    throw new SettingsError(`The start is refused: ${lines.join('; ')}.`)
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    throw new SettingsError(
      'The start is refused: NODE_TLS_REJECT_UNAUTHORIZED must not be 0, since it lets anybody pass for the PSP.',
    )
  return result.data
}
