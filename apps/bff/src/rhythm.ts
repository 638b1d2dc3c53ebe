import type { Logger } from 'pino'
import type { Clock } from './deps.ts'

/** Runs `work` again and again, `pauseMs` after it has ended, so that a slow PSP makes it rarer and never parallel. */
export type Rhythm = { stop: () => Promise<void> }

export function every(
  { clock, log }: { clock: Clock; log: Logger },
  pauseMs: () => number,
  work: () => Promise<void>,
): Rhythm {
  let callOff = () => {}
  let running = Promise.resolve()
  let isStopped = false
  const schedule = () => {
    if (isStopped) return
    callOff = clock.after(pauseMs(), () => {
      running = work()
        .catch((error: unknown) => log.warn({ err: error }, 'a round failed and will be repeated'))
        .finally(schedule)
    })
  }
  schedule()
  return {
    stop: () => {
      isStopped = true
      callOff()
      return running
    },
  }
}

/** The first pause, and the one for ever after. */
export function once(firstMs: number, thenMs: number): () => number {
  let isFirst = true
  return () => {
    const ms = isFirst ? firstMs : thenMs
    isFirst = false
    return ms
  }
}
