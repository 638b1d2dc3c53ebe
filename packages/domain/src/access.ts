/** What is true of people, their PINs and how long they are believed, with no clock of its own. */

/** Each may do what those before may. */
export const roles = ['operator', 'manager', 'administrator'] as const
export type Role = (typeof roles)[number]

export const isAtLeast = (role: Role, least: Role) => roles.indexOf(role) >= roles.indexOf(least)

/** How often somebody was wrong in a row, and until when nobody is listened to. */
export type Guessing = { readonly failures: number; readonly lockedUntilMs: number }
export const noGuesses: Guessing = { failures: 0, lockedUntilMs: 0 }

/** A tired finger is wrong once or twice. */
const freeFailures = 5
const firstLockMs = 30_000
/**
 * Where the wrong PINs came from: one of the shop's own tills, or anywhere else. One guess every fifteen minutes is a hundred a day, of a
 * million PINs; one an hour is thirty. Whoever tries both ways has fewer than a hundred and fifty.
 */
export type GuessedAt = 'till' | 'elsewhere'
const longestLockMs: Record<GuessedAt, number> = { till: 15 * 60_000, elsewhere: 60 * 60_000 }

/**
 * Wrong PINs are forgotten a day after the last one. Far longer than any lock: whoever waits for it has fewer guesses than whoever goes on.
 */
export const guessesCountForMs = 24 * 3_600_000

export const isLocked = ({ lockedUntilMs }: Guessing, nowMs: number) => nowMs < lockedUntilMs

/** After one more wrong PIN: from the fifth on each is followed by a lock, twice as long as the one before. */
export function afterWrongPin({ failures }: Guessing, nowMs: number, at: GuessedAt = 'till'): Guessing {
  const wrong = failures + 1
  if (wrong < freeFailures) return { failures: wrong, lockedUntilMs: 0 }
  const lockMs = Math.min(longestLockMs[at], firstLockMs * 2 ** Math.min(wrong - freeFailures, 10))
  return { failures: wrong, lockedUntilMs: nowMs + lockMs }
}

/** The PINs that everybody tries first: one digit again and again, two in turn, and the keys in their order. */
export function isEasyPin(pin: string): boolean {
  const steps = new Set(
    [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10),
  )
  const [first, second, ...rest] = pin
  const isInTurn = rest.every((digit, index) => digit === (index % 2 === 0 ? first : second))
  return (steps.size === 1 && [0, 1, 9].includes([...steps][0] ?? -1)) || isInTurn
}

/** A till that nobody touches is locked; nobody works longer than a shift on one PIN. */
const idleMs = 15 * 60_000
const longestSessionMs = 12 * 3_600_000

export type SessionTimes = { readonly begunAtMs: number; readonly seenAtMs: number }
export const isSessionOver = ({ begunAtMs, seenAtMs }: SessionTimes, nowMs: number) =>
  nowMs - seenAtMs >= idleMs || nowMs - begunAtMs >= longestSessionMs

/** A manager's word about one refund is used at once, or not at all. */
export const approvalMs = 60_000
/** A pairing code is typed while somebody stands before both screens. */
export const pairingMs = 5 * 60_000
