import { type Problem, problemName } from '@balcao/contracts'
import type { Reply } from '@balcao/shell'
import { useEffect, useState } from 'react'
import { entranceWords } from '../checkout/words/entrance.ts'
import { wordsForEntrance } from './words-for-entrance.ts'

type State =
  | { readonly kind: 'ready' | 'asking' }
  | { readonly kind: 'refused'; readonly words: string }
  /** Too many wrong guesses. */
  | { readonly kind: 'locked'; readonly secondsLeft: number }

/** Where the server says that there is a lock and not for how long. */
const usualLockS = 30

/** One thing that may be refused: whether it is being asked, why it was refused, and how long a lock still holds. */
export function useAttempt() {
  const [state, setState] = useState<State>({ kind: 'ready' })
  const [untilMs, setUntilMs] = useState<number>()
  useEffect(() => {
    if (untilMs === undefined) return
    const tick = () => {
      const secondsLeft = Math.ceil((untilMs - performance.now()) / 1000)
      setState(secondsLeft > 0 ? { kind: 'locked', secondsLeft } : { kind: 'ready' })
      if (secondsLeft <= 0) setUntilMs(undefined)
    }
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [untilMs])

  const attempt = async <T>(request: Promise<Reply<T>>): Promise<T | undefined> => {
    setState({ kind: 'asking' })
    const reply = await request
    if (reply.ok) setState({ kind: 'ready' })
    else if (isLock(reply.problem)) setUntilMs(performance.now() + (reply.retryAfterS ?? usualLockS) * 1000)
    else setState({ kind: 'refused', words: wordsForEntrance(reply.problem) })
    return reply.ok ? reply.value : undefined
  }
  const isLocked = state.kind === 'locked'
  const refusal = state.kind === 'refused' ? state.words : undefined
  return {
    isAsking: state.kind === 'asking',
    isLocked,
    failure: isLocked ? entranceWords.locked(state.secondsLeft) : refusal,
    /** The same for those who do not see it, who are not told of every second. */
    spokenFailure: isLocked ? entranceWords.lockedOut : refusal,
    attempt,
    forget: () => setState((now) => (now.kind === 'refused' ? { kind: 'ready' } : now)),
  }
}

const isLock = (problem: Problem | 'network') =>
  problem !== 'network' && problemName(problem) === 'locked-out'
