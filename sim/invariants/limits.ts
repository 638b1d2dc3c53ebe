import { first, type Invariant } from './invariant.ts'

/** Connections that the real transport keeps to one PSP, and charges that a screen remembers. */
const mostCalls = 32
const mostRemembered = 300
/**
 * One for each rhythm, three of them of the sweeps, three of them of the account, one for the heartbeats, one for the presence at each of two terminals, two for the pages of a reading: a timer
 * that is forgotten makes many.
 */
const mostTimers = 19

/** I17, I19: everything has a limit, and it is kept. */
export const limitInvariants: readonly Invariant[] = [
  {
    id: 'I17',
    sentence: 'Calls, timers, streams and what a screen remembers stay within their limits.',
    kind: 'safety',
    begin: () => (view) => {
      const { calls = 0, timers = 0 } = view.server?.load() ?? {}
      if (calls > mostCalls) return `${calls} calls to the PSP at once`
      if (timers > mostTimers) return `${timers} timers at once`
      const streams = view.server?.streams.count() ?? 0
      if (streams > view.screens.length) return `${streams} streams for ${view.screens.length} screens`
      return first(view.screens, ({ screen }) =>
        screen.seen() > mostRemembered ? `${screen.name} remembers ${screen.seen()} charges` : undefined,
      )
    },
  },
  {
    id: 'I19',
    sentence: 'One request for a token is under way at most.',
    kind: 'safety',
    begin: () => (view) => {
      const { tokenCalls = 0 } = view.server?.load() ?? {}
      return tokenCalls > 1 ? `${tokenCalls} requests for a token at once` : undefined
    },
  },
]
