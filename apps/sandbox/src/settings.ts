import * as z from 'zod'
import { type MannersName, mannersNames } from './manners/index.ts'

/** A setting is wrong: the process says which one in a sentence and stops, instead of failing later in the dark. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((number) => number <= 65535)

/** The settings shared with the BFF (README); WEBHOOK_PORT is the BFF's alone and ignored here. */
const Settings = z.object({
  DATA_DIR: z.string().min(1).default('./data'),
  /** TLS: authorization server, API Pix and payload locations. 0 lets the system choose. */
  SANDBOX_PORT: port.default(4443),
  /** Plain HTTP on 127.0.0.1: the control door and the phone page. 0 lets the system choose. */
  SANDBOX_CONTROL_PORT: port.default(4000),
  /** Whose manners the box puts on. */
  SANDBOX_MANNERS: z.enum(mannersNames).default('sandbox'),
})

const expected = {
  DATA_DIR: 'a folder that can be written',
  SANDBOX_PORT: 'a port, 0 to 65535',
  SANDBOX_CONTROL_PORT: 'a port, 0 to 65535',
  SANDBOX_MANNERS: `one of ${mannersNames.join(', ')}`,
} as const satisfies Record<keyof z.infer<typeof Settings>, string>

export type Settings = { dataDir: string; port: number; controlPort: number; manners: MannersName }

/** @throws {SettingError} naming the setting, its value and what it should be. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const parsed = Settings.safeParse(env)
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]) as keyof typeof expected
    throw new SettingError(`${name} must be ${expected[name]}, not ${JSON.stringify(env[name])}.`)
  }
  const { DATA_DIR, SANDBOX_PORT, SANDBOX_CONTROL_PORT, SANDBOX_MANNERS } = parsed.data
  if (SANDBOX_PORT !== 0 && SANDBOX_PORT === SANDBOX_CONTROL_PORT) {
    throw new SettingError(`SANDBOX_CONTROL_PORT must differ from SANDBOX_PORT, both are ${SANDBOX_PORT}.`)
  }
  return {
    dataDir: DATA_DIR,
    port: SANDBOX_PORT,
    controlPort: SANDBOX_CONTROL_PORT,
    manners: SANDBOX_MANNERS,
  }
}
