import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { SettingError } from '../settings.ts'

const AccountCredentials = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  accountId: z.string(),
  /** A second account, of a company. */
  companyAccountId: z.string(),
  mediatorId: z.string(),
  /** Below the host of the API: where the token is asked for. */
  tokenPath: z.string(),
  /** With it a payment needs the header `Transaction-Hash`. Absent unless somebody writes it here. */
  transactionSecret: z.string().min(1).optional(),
})
export type AccountCredentials = z.infer<typeof AccountCredentials>

/** As of the provider whose API this is (frones/ACBr, ACBrPIXPSPMatera). */
const tokenPath = '/auth/realms/Matera/protocol/openid-connect/token'

/** `account.json` in the folder of the certificates, made on the first start. */
export function openAccountCredentials(dir: string): AccountCredentials {
  const path = join(dir, 'account.json')
  if (!existsSync(path)) {
    const made: AccountCredentials = {
      clientId: randomUUID(),
      clientSecret: randomBytes(32).toString('base64url'),
      accountId: randomUUID(),
      companyAccountId: randomUUID(),
      mediatorId: randomUUID(),
      tokenPath,
    }
    writeFileSync(`${path}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }
  try {
    return AccountCredentials.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new SettingError(`${path} cannot be read; delete it to have it made again.`, { cause })
  }
}
