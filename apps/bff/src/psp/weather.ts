import { PixError } from '@balcao/pix'
import { createWeather as createWireWeather, judgedAs } from '../wire/weather.ts'

/** Whether the PSP answers. Throws PspResting while it is left alone. */
export const createWeather = (now: () => number, onChange: () => void) =>
  createWireWeather(
    {
      judge: judgedAs(PixError),
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

/** Nothing was sent, so nothing can have been applied. */
export class PspResting extends PixError {}
