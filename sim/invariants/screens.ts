import { expiresAt } from '../../apps/sandbox/src/cob.ts'
import { first, type Invariant, pixOf, short, sumOf } from './invariant.ts'

/** Half of what a person would notice, and the rounding of the PSP's clock. */
const toleranceMs = 2_000
/** A silent screen calls itself stale after 25 s, and what it last heard may have been on its way for 20 s. */
const longestUntrueMs = 50_000

/** A snapshot is on its way for up to 20 s. A stream lives longer than this, or the next one would hide that nobody rings. */
const longestBehindMs = 25_000

/** I2, I2b, I8, I8b, I9, I23, I23b, I23c: what a screen says is true when it says it, and what it has said it does not take back. */
export const screenInvariants: readonly Invariant[] = [
  {
    id: 'I2',
    sentence: 'A screen that shows Pago is right: the PSP has Pix for this charge that add up to its amount.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.screens, ({ screen, shown }) =>
        first(shown, ({ charge, face }) => {
          if (face !== 'paid') return undefined
          // The PSP's status is not asked: what was removed stays removed there, with the Pix that came all the same.
          const received = sumOf(pixOf(view.psp, charge.txid))
          const asked = view.ledger.charges.get(charge.txid)?.amountCents ?? Number.POSITIVE_INFINITY
          return received >= asked
            ? undefined
            : `${screen.name} shows ${short(charge.txid)} paid with ${received} of ${asked}`
        }),
      ),
  },
  {
    id: 'I2b',
    sentence: 'A screen shows charges of its own terminal and no other.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.screens, ({ screen, shown }) =>
        first(shown, ({ charge }) => {
          const owner = view.ledger.charges.get(charge.txid)?.terminalId
          return owner === screen.terminalId
            ? undefined
            : `${screen.name} shows ${short(charge.txid)} of ${owner}`
        }),
      ),
  },
  {
    id: 'I8',
    sentence: 'Every screen that is connected shows what the ledger has.',
    kind: 'live',
    begin: () => (view) =>
      first(view.screens, ({ screen }) => {
        const expected = view.expected.get(screen)
        const snapshot = screen.snapshot()
        if (!screen.isOnline() || expected === undefined || snapshot === undefined)
          return `${screen.name} is not connected`
        return standing(snapshot) === expected
          ? undefined
          : `${screen.name} shows ${standing(snapshot)} instead of ${expected}`
      }),
  },
  {
    id: 'I8b',
    sentence: 'A screen that is connected is never long behind the ledger.',
    kind: 'safety',
    begin: () => {
      /** When each version of a charge was first in the ledger, and since when a charge is on a screen without a break. */
      const writtenAtMs = new Map<string, number[]>()
      let shownSinceMs = new Map<string, number>()
      return (view) => {
        for (const { txid, version } of view.ledger.charges.values()) {
          const times = writtenAtMs.get(txid) ?? []
          while (times.length <= version) times.push(view.nowMs)
          writtenAtMs.set(txid, times)
        }
        const before = shownSinceMs
        shownSinceMs = new Map()
        return first(view.screens, ({ screen }) =>
          first(screen.isOnline() ? (screen.snapshot()?.charges ?? []) : [], ({ txid, version }) => {
            const key = `${screen.name} ${txid}`
            const sinceMs = before.get(key) ?? view.nowMs
            shownSinceMs.set(key, sinceMs)
            const nextAtMs = writtenAtMs.get(txid)?.[version + 1] ?? view.nowMs
            const behindMs = view.nowMs - Math.max(nextAtMs, sinceMs)
            return behindMs > longestBehindMs
              ? `${key}: version ${version} for ${behindMs} ms after the next one was written`
              : undefined
          }),
        )
      }
    },
  },
  {
    id: 'I9',
    sentence: 'The version that a screen shows of a charge never goes back, and Pago is never taken back.',
    kind: 'safety',
    begin: () => {
      const before = new Map<string, { version: number; status: string }>()
      return (view) =>
        first(view.screens, ({ screen, shown }) =>
          first(shown, ({ charge }) => {
            const key = `${screen.name} ${charge.txid}`
            const last = before.get(key)
            const { version, status } = charge
            before.set(key, { version, status })
            if (last === undefined) return undefined
            if (version < last.version) return `${key}: version ${version} after ${last.version}`
            return last.status === 'paid' && status !== 'paid' ? `${key}: ${status} after paid` : undefined
          }),
        )
    },
  },
  {
    id: 'I23',
    sentence:
      'A code is on a screen only while the PSP takes its money, and its countdown ends when the PSP says so.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.screens, ({ screen, shown }) =>
        first(shown, ({ charge, isScannable, remainingMs }) => {
          const cob = view.psp.charges.get(charge.txid)
          if (!isScannable || cob?.tipoCob !== 'cob') return undefined
          const leftMs = expiresAt(cob) - view.nowMs
          // A screen can know no more than it was told. Whether the BFF knows what time it is asks I23c.
          const lateMs = toleranceMs + screen.clockLateMs()
          const isLate = leftMs < -lateMs || remainingMs > leftMs + lateMs
          return isLate
            ? `${screen.name} counts ${remainingMs} ms for ${short(charge.txid)} where the PSP has ${leftMs}`
            : undefined
        }),
      ),
  },
  {
    id: 'I23c',
    sentence: 'The BFF knows the PSP’s time as well as the quickest answer told it, also after a start.',
    kind: 'safety',
    begin: () => (view) => {
      const { errorMs = 0, mayBeOffByMs = Number.POSITIVE_INFINITY } = view.server?.clock() ?? {}
      return errorMs > mayBeOffByMs + toleranceMs
        ? `the BFF is ${errorMs} ms off, and may be ${mayBeOffByMs} ms off`
        : undefined
    },
  },
  {
    id: 'I23b',
    sentence:
      'A code goes from every screen soon after its charge is closed in the ledger, connected or not.',
    kind: 'safety',
    begin: () => {
      const closedAtMs = new Map<string, number>()
      return (view) => {
        for (const { txid, status } of view.ledger.charges.values())
          if (status !== 'opening' && status !== 'awaiting' && !closedAtMs.has(txid))
            closedAtMs.set(txid, view.nowMs)
        return first(view.screens, ({ screen, shown }) =>
          first(shown, ({ charge, isScannable }) => {
            const closedForMs = view.nowMs - (closedAtMs.get(charge.txid) ?? view.nowMs)
            return isScannable && closedForMs > longestUntrueMs
              ? `${screen.name} shows the code of ${short(charge.txid)}, closed for ${closedForMs} ms`
              : undefined
          }),
        )
      }
    },
  },
]

export const standing = (snapshot: {
  currentTxid: string | null
  charges: readonly { txid: string; version: number; status: string }[]
}) =>
  [
    short(snapshot.currentTxid ?? 'none'),
    ...snapshot.charges.map(({ txid, version, status }) => `${short(txid)} v${version} ${status}`).sort(),
  ].join(', ')
