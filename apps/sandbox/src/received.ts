import type { Window } from './query.ts'
import type { Pix, World } from './world.ts'

/** Puts a Pix among those received, by its id and by its time. One of the same id takes the place of the other. */
export function putPix({ pix, pixByTime }: World, one: Pix): void {
  const before = pix.get(one.endToEndId)
  if (before) pixByTime.splice(pixByTime.indexOf(before), 1)
  pix.set(one.endToEndId, one)
  pixByTime.splice(
    placeOf(pixByTime, ({ paidAt }) => paidAt > one.paidAt),
    0,
    one,
  )
}

/** Of a window with both its ends, oldest first. Whoever asks for page after page of a busy minute pays for that minute, and not for all there is. */
export const receivedIn = ({ pixByTime }: World, { from, to }: Window): Pix[] =>
  pixByTime.slice(
    placeOf(pixByTime, ({ paidAt }) => paidAt >= from),
    placeOf(pixByTime, ({ paidAt }) => paidAt > to),
  )

/** Where the first is that is late enough; all behind it are, too. */
function placeOf(ordered: readonly Pix[], isLate: (pix: Pix) => boolean): number {
  let [low, high] = [0, ordered.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const pix = ordered[middle]
    if (pix === undefined || isLate(pix)) high = middle
    else low = middle + 1
  }
  return low
}
