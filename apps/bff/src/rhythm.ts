import type { Logger } from 'pino'

/** Runs `work` again and again, `pauseMs` after it has ended, so that a slow PSP makes it rarer and never parallel. */
export type Rhythm = { stop: () => Promise<void> }

export function every(pauseMs: () => number, work: () => Promise<void>, log: Logger): Rhythm {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let isStopped = false
  const schedule = () => {
    if (isStopped) return
    timer = setTimeout(() => {
      running = work()
        .catch((error: unknown) => log.warn({ err: error }, 'a round failed and will be repeated'))
        .finally(schedule)
    }, pauseMs())
  }
  schedule()
  return {
    stop: () => {
      isStopped = true
      clearTimeout(timer)
      return running
    },
  }
}
