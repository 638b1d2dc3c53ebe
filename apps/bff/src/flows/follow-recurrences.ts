import type { Recurrence, RecurrenceCharge } from '@balcao/domain'
import { PixError } from '@balcao/pix'
import type { Due } from '../store/recurrences.ts'
import { sendRecurrenceCharge } from './charge-recurrence.ts'
import { commitRecurrence } from './commit-recurrence.ts'
import { endOffer } from './end-offer.ts'
import { type RecurrenceOpening, readCodes } from './open-recurrence.ts'
import { followProposals } from './propose-recurrence.ts'
import { outcome, type RecurrenceDeps } from './recurrence-deps.ts'

/** Of each kind in one round: the rounds are a second apart, and sales use the same PSP. */
const mostInOneRound = 10
/** One that the PSP did not answer about waits for its turn behind the others. */
const afterTroubleMs = 5_000

/** Keeps what the ledger knows of recurrences and of their charges in step with the PSP: hints make it sooner, asking makes it sure. */
export function createRecurrenceFollower(deps: RecurrenceDeps & { recurrenceOpening: RecurrenceOpening }) {
  const { store, psp, clock, log } = deps

  const isResting = () => {
    const weather = psp.status()
    return weather.status === 'down' && clock.now() < weather.nextAttemptAtMs
  }

  async function follow(recurrence: Due<Recurrence>): Promise<void> {
    const { recurrenceId, idRec } = recurrence
    const asked = await outcome(ask(deps, recurrence))
    if (!(asked instanceof PixError)) return
    log.debug({ recurrenceId, idRec, code: asked.code }, 'recurrence not followed')
    await store.askAboutRecurrence(recurrenceId, psp.nowMs() + afterTroubleMs)
  }

  async function followCharge(charge: Due<RecurrenceCharge>): Promise<void> {
    const { txid } = charge
    const recurrence = await store.recurrence(charge.recurrenceId)
    if (recurrence?.idRec == null) return
    const asked = await outcome(sendRecurrenceCharge(deps, charge, recurrence.idRec))
    if (!(asked instanceof PixError)) return
    log.debug({ txid, code: asked.code }, 'charge of a recurrence not followed')
    await store.askAboutRecurrenceCharge(txid, psp.nowMs() + afterTroubleMs)
  }

  return async (): Promise<void> => {
    if (isResting()) return
    for (const recurrence of await store.recurrencesToAsk(psp.nowMs(), mostInOneRound))
      if (!isResting()) await follow(recurrence)
    for (const charge of await store.recurrenceChargesToAsk(psp.nowMs(), mostInOneRound))
      if (!isResting()) await followCharge(charge)
  }
}

async function ask(
  deps: RecurrenceDeps & { recurrenceOpening: RecurrenceOpening },
  recurrence: Due<Recurrence>,
): Promise<void> {
  if (recurrence.status === 'opening' || recurrence.idRec === null)
    return void (await deps.recurrenceOpening.open(recurrence))
  const truth = await deps.psp.recurrences.read(recurrence.idRec)
  const now = await commitRecurrence(deps, recurrence.recurrenceId, truth, recurrence.askAtMs)
  await followProposals(deps, recurrence.recurrenceId, truth.proposals)
  if (now !== undefined && !(await endOffer(deps, now))) await readCodes(deps, now)
}
