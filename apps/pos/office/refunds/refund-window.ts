const dayMs = 86_400_000

/** A Pix can be returned within 90 days of its settlement (API Pix 2.9.0, PixDevolucaoInvalida). */
const windowDays = 90

/** From when on a person is reminded. */
const soonDays = 7

/** Until when a Pix can be returned, seen from now. `daysLeft` counts whole days and is negative when it is over. */
export function refundWindow(paidAt: string, nowMs: number) {
  const endsMs = Date.parse(paidAt) + windowDays * dayMs
  const daysLeft = Math.floor((endsMs - nowMs) / dayMs)
  const state: 'open' | 'soon' | 'over' = daysLeft < 0 ? 'over' : daysLeft <= soonDays ? 'soon' : 'open'
  return { endsMs, daysLeft, state }
}
