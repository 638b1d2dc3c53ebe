import type { Carrying } from './agree-to-code.ts'
import { forgetLostAnswers } from './answer-proposal.ts'
import { followDeeds } from './follow-deeds.ts'
import { createMirror, type Mirror } from './mirror-account.ts'
import type { PayerDeps } from './payer-deps.ts'
import type { createPayerInbox } from './read-payer-webhook.ts'

/** Where the webhook is lost, what happens is found this late; */
const quietMs = 30_000
/** and while somebody waits for a consent to become final, this late. */
const waitingMs = 2_000
/** A consent that is not final after this long is no longer waited for at the screen: the receiver's bank has two hours. */
const patienceMs = 5 * 60_000

/** The account as the provider has it; every reading finishes what it has the answer to. */
export const createFollowedMirror = (deps: PayerDeps & { carrying: Carrying }): Mirror =>
  createMirror(deps, async (mirrored) => {
    await followDeeds(deps, mirrored)
    await forgetLostAnswers(deps, mirrored)
  })

/** What is done without being asked for, by one server at a time: the bodies that nobody has followed, and a look at the account. */
export function createAccountRound(
  { account, payer, clock, mirror }: PayerDeps & { mirror: Mirror },
  inbox: ReturnType<typeof createPayerInbox>,
) {
  return async (): Promise<void> => {
    const weather = account.status()
    if (weather.status === 'down' && clock.now() < weather.nextAttemptAtMs) return
    await inbox.readAgain()
    const nowMs = clock.now()
    const isWaitedFor = (await payer.openDeeds()).some(({ createdAtMs }) => nowMs - createdAtMs < patienceMs)
    if (mirror.ageMs() >= (isWaitedFor ? waitingMs : quietMs)) await mirror.refresh()
  }
}
