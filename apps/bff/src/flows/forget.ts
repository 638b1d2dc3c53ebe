import { guessesCountForMs } from '@balcao/domain'
import { type Asker, actorName } from '../access/asker.ts'
import type { Deps } from '../deps.ts'
import type { AccessStore } from '../store/access.ts'

const day = 24 * 3_600_000
/** As much of the past at once as is written without keeping a till waiting: some ten thousand sales of a busy chain. */
const spanMs = 7 * day
/** The first sale of any shop is younger: before it there is nothing to erase, span by span. */
const beforeAnySaleMs = Date.UTC(2020, 10, 1)
/** A session lives for twelve hours; whoever asks who sat where asks within a month, and longer the audit tells. */
const sessionDays = 30

type ForgettingDeps = Pick<Deps, 'store' | 'clock' | 'log'> & {
  access: Pick<AccessStore, 'forgetSessions' | 'forgetGuessesBefore'>
}

/** Erases, round by round, who sat where, who was wrong about a PIN, and what people have typed about old sales. The audit stays. */
export function createForgettingRound({ store, clock, log, access }: ForgettingDeps, keepDays: number) {
  return async (): Promise<void> => {
    const nowMs = clock.now()
    await access.forgetSessions(nowMs - sessionDays * day)
    await access.forgetGuessesBefore(nowMs - guessesCountForMs)
    const endMs = nowMs - keepDays * day
    const firstMs = Math.max(await store.forgottenUntil(), beforeAnySaleMs)
    for (let fromMs = firstMs; fromMs < endMs; fromMs += spanMs)
      await store.forgetTexts(fromMs, Math.min(fromMs + spanMs, endMs))
    if (firstMs < endMs) log.info({ until: new Date(endMs).toISOString() }, 'old texts erased')
  }
}

/** Somebody wants their data erased (LGPD art. 18): the texts about their Pix go now. False where no such Pix is known. */
export const forgetPix = (
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  asker: Asker,
  endToEndId: string,
): Promise<boolean> =>
  store.forgetPix(
    endToEndId,
    { actor: actorName(asker), action: 'pix-forgotten', subject: `pix:${endToEndId}` },
    clock.now(),
  )
