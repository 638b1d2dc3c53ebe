import { first, type Invariant } from './invariant.ts'

/** Connections that the real transport keeps to one PSP, and charges that a screen remembers. */
const mostCalls = 32
const mostRemembered = 300
/**
 * Of the rhythms, three of them the account's; of the heartbeats; of the presence at each of two terminals; of the notifications that are
 * followed soon; of the pages of a reading. A timer that is forgotten makes many.
 */
const mostTimers = 15 + 1 + 2 + 1 + 2

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
