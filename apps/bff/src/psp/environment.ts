import { isIP } from 'node:net'
import { profiles } from '@balcao/pix'
import * as z from 'zod/mini'
import { readReceivingAccount } from './recurrences.ts'

/** The PSPs that are known by name, besides the one that is shipped and the one that a file describes. */
const pspNames = Object.values(profiles)
  .map(({ name }) => name)
  .filter((name) => name !== profiles.cieloSandbox.name)

const text = z.optional(z.string())
const path = text

const isHttps = (value: string) => {
  const url = URL.parse(value)
  return url?.protocol === 'https:' && !url.username && !url.password && !url.hash
}
const apiAddress = z.optional(
  z.string().check(
    z.refine((value) => isHttps(value) && URL.parse(value)?.search === '', {
      error: 'must be an https address without credentials, query or fragment',
    }),
  ),
)

/** The settings of a PSP and of the door where it knocks. Which of them go together is read in connection.ts and webhook-door.ts. */
export const pspEnvironment = {
  PSP: z._default(
    z.enum(['sandbox', 'file', ...pspNames], {
      error: `must be sandbox, file or one of ${pspNames.join(', ')}`,
    }),
    'sandbox',
  ),
  PSP_ENVIRONMENT: z.optional(z.enum(['production', 'sandbox'], { error: 'must be production or sandbox' })),
  PSP_BASE_URL: apiAddress,
  PSP_TOKEN_URL: apiAddress,
  PSP_PROFILE_FILE: path,
  PSP_CLIENT_ID: text,
  PSP_CLIENT_SECRET: text,
  PSP_CLIENT_SECRET_FILE: path,
  PSP_CHAVE: text,
  // Where the money of Pix Automático goes (API Pix, CobR `recebedor`).
  PSP_ACCOUNT: z.optional(
    z.string().check(
      z.refine((value) => readReceivingAccount(value) !== undefined, {
        error:
          'must be branch/number/type with type checking, savings or payment, such as 0001/1234567-8/checking; the branch may be left out',
      }),
    ),
  ),
  PSP_CERT: path,
  PSP_KEY: path,
  PSP_PFX: path,
  PSP_PFX_PASSPHRASE: text,
  PSP_PFX_PASSPHRASE_FILE: path,
  PSP_CA: path,
  PSP_SETTINGS: text,
  WEBHOOK_HOST: z.optional(
    z
      .string()
      .check(z.refine((value) => isIP(value) > 0, { error: 'must be an IP address, such as 0.0.0.0' })),
  ),
  // The PSP puts `/pix` behind it, and the listener knows these addresses alone (routes/pix-webhook.ts).
  WEBHOOK_URL: z.optional(
    z.string().check(
      z.refine((value) => isHttps(value) && URL.parse(value)?.pathname === '/webhook', {
        error: 'must be an https address that ends in /webhook, such as https://pix.example.com/webhook',
      }),
    ),
  ),
  WEBHOOK_CERT: path,
  WEBHOOK_KEY: path,
  WEBHOOK_CLIENT_CA: path,
  WEBHOOK_CLIENT_NAME: text,
}
