import { bankWords as words } from '../../checkout/words/bank.ts'

const dayMs = 86_400_000
/** A person is told while there is time to order a certificate, and told loudly while there is time to hurry. */
const soonDays = 60
const urgentDays = 7

/** What to say of a certificate that will end, or has; undefined while there is time. */
export function certificateTrouble(endsMs: number, nowMs: number) {
  const daysLeft = Math.floor((endsMs - nowMs) / dayMs)
  if (daysLeft > soonDays) return undefined
  return {
    tone: daysLeft > urgentDays ? ('attention' as const) : ('danger' as const),
    title: endsMs <= nowMs ? words.certificateOver : words.certificateDays(daysLeft),
  }
}
