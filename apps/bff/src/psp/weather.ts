import { PixError } from '@balcao/pix'
import { createWeather as createWireWeather, type Verdict } from '../wire/weather.ts'

/** Whether the PSP answers. Throws PspResting while it is left alone. */
export const createWeather = (now: () => number, onChange: () => void) =>
  createWireWeather(
    {
      judge,
      resting: (why) =>
        why === 'lists'
          ? new PspResting(
              'rate-limited',
              'The PSP was asked for too many lists; it is asked again after a pause',
            )
          : new PspResting('unavailable', 'The PSP does not answer; it is asked again after a pause'),
    },
    now,
    onChange,
  )

/** A refusal is an answer, and so is JSON with something in it that cannot be: the PSP is there, and only this call failed. */
function judge(error: unknown): Verdict {
  if (!(error instanceof PixError)) return 'silent'
  switch (error.code) {
    case 'rate-limited':
      return { restSeconds: error.retryAfterSeconds ?? 5 }
    case 'unauthorized':
      return 'refuses-us'
    case 'unavailable':
      return 'silent'
    // Only what is no JSON object at all comes without a reader's own complaint inside it, and with the status of a reply.
    case 'malformed-reply':
      return error.cause instanceof PixError || error.status === undefined ? 'answers' : 'silent'
    default:
      return 'answers'
  }
}

/** Nothing was sent, so nothing can have been applied. */
export class PspResting extends PixError {}
