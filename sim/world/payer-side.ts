import { createAccount } from '../../apps/bff/src/account/account.ts'
import { CodeFault } from '../../apps/bff/src/account/payload/fault.ts'
import { readSignedCharge } from '../../apps/bff/src/account/payload/read-charge.ts'
import type { SignedCode } from '../../apps/bff/src/account/payload/read-code.ts'
import { readSignedRecurrence } from '../../apps/bff/src/account/payload/read-recurrence.ts'
import type { Deps } from '../../apps/bff/src/deps.ts'
import { createCarrying } from '../../apps/bff/src/flows/agree-to-code.ts'
import { createAccountRound, createFollowedMirror } from '../../apps/bff/src/flows/follow-account.ts'
import { payerBell } from '../../apps/bff/src/flows/payer-deps.ts'
import { createPayerInbox } from '../../apps/bff/src/flows/read-payer-webhook.ts'
import type { Database } from '../../apps/bff/src/store/database.ts'
import { createPayerStore } from '../../apps/bff/src/store/payer.ts'
import { type Outgoing, WireError } from '../../apps/bff/src/wire/transport.ts'
import { claimsAt } from '../../apps/sandbox/src/payload.ts'
import { recClaims } from '../../apps/sandbox/src/recurrence/payload.ts'
import { readBrCode } from '../../packages/brcode/src/index.ts'
import { PixError, type PixReply } from '../../packages/pix/src/index.ts'
import type { Parts } from '../parts.ts'
import { accountCredentials, type Bank, host, thumbprint } from './bank.ts'

type Call = (outgoing: Outgoing, deadlineMs: number) => Promise<PixReply>
type Surroundings = Pick<Deps, 'clock' | 'log' | 'bus'> & {
  bank: Bank
  call: Call
  database: Database
  monotonicMs: () => number
  parts: Parts
}

/** The account that the shop pays from: the real flows, account and store. That the codes are signed is believed here: it takes real keys. */
export function openPayerSide({ bank, call, database, monotonicMs, parts, ...deps }: Surroundings) {
  const { clientId, clientSecret, accountId, tokenPath } = accountCredentials
  const baseUrl = `https://${host}`
  const connection = {
    name: 'Conta',
    provider: { baseUrl, tokenUrl: baseUrl + tokenPath },
    account: { accountId },
    files: [],
    read: () => identity,
  }
  const identity = { clientId, clientSecret, tls: {}, thumbprint }
  const transport = {
    call: (outgoing: Outgoing, deadlineMs: number) =>
      call(outgoing, deadlineMs).catch((cause: unknown) => {
        throw cause instanceof PixError ? new WireError('no-answer', cause.message, cause) : cause
      }),
    close: async () => {},
  }
  const account = parts.account(
    createAccount(
      connection,
      { current: () => identity, reload: () => false },
      { now: deps.clock.now, monotonicMs, connect: () => transport },
      () => deps.bus.ring(payerBell),
    ),
  )
  const payer = parts.payerStore(createPayerStore(database))
  const readSigned = async (code: string) => signedCode(bank, code)
  const flowing = { ...deps, account, payer, carrying: createCarrying(), readSigned }
  const mirror = createFollowedMirror(flowing)
  const all = { ...flowing, mirror }
  return { deps: all, round: createAccountRound(all, createPayerInbox(all)) }
}

function signedCode({ world }: Bank, code: string): SignedCode {
  const brCode = readBrCode(code)
  const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1)
  const claims = (found: object): Record<string, unknown> => {
    if ('problem' in found) throw new CodeFault('status', 'cannot be paid any more')
    return { ...found }
  }
  const { url, recurrenceUrl } = brCode
  return {
    brCode,
    charge:
      url === undefined
        ? null
        : readSignedCharge(claims(claimsAt(world, 'cob', tokenOf(url), new URLSearchParams())), 'immediate'),
    recurrence:
      recurrenceUrl === undefined
        ? null
        : readSignedRecurrence(claims(recClaims(world, tokenOf(recurrenceUrl)))),
    signedBy: ['PSP'],
  }
}
