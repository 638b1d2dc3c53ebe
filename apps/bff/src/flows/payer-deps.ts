import type { Account } from '../account/account.ts'
import type { SignedCode } from '../account/payload/read-code.ts'
import type { Deps } from '../deps.ts'
import type { PayerStore } from '../store/payer.ts'

/** What the payer's flows may touch. */
export type PayerDeps = Pick<Deps, 'clock' | 'bus' | 'log' | 'by'> & {
  account: Account
  /** Reads a code and what its receiver's bank has signed. Throws CodeFault. */
  readSigned: (pixCopiaECola: string, nowMs: number, part?: 'all' | 'offer') => Promise<SignedCode>
  payer: PayerStore
}

/** Where the payer's screens listen: no terminal has a name like this. */
export const payerBell = '@payer'
