import type { DeviceKind, Pairing } from '@balcao/contracts'
import { useEffect, useState } from 'react'
import { postPairing, postPairingState } from './entrance-api.ts'
import { wordsForEntrance } from './words-for-entrance.ts'

type PairingNow =
  | { readonly kind: 'beginning' }
  | { readonly kind: 'failed'; readonly words: string }
  | { readonly kind: 'waiting'; readonly code: string }
  /** Somebody has typed the code and looks here for these two digits. */
  | { readonly kind: 'claimed'; readonly code: string; readonly check: string }
  | { readonly kind: 'over' }
  | { readonly kind: 'paired'; readonly terminalId: string }

/** Somebody stands before both screens and waits; the server has a request a second of each screen that is being paired. */
const askEveryMs = 1_000

/** Keeps this screen in step with its pairing: a code of its own, then the digits, then its place in the shop. */
export function usePairing(kind: DeviceKind): PairingNow {
  const [now, setNow] = useState<PairingNow>({ kind: 'beginning' })
  useEffect(() => {
    const stopped = new AbortController()
    const { signal } = stopped
    let timer: ReturnType<typeof setTimeout> | undefined
    const become = (next: PairingNow) => {
      if (!signal.aborted) setNow(next)
    }
    const follow = async (pairing: Pairing) => {
      const reply = await postPairingState(pairing, signal)
      if (signal.aborted) return
      // A silence changes nothing: the code is good until the server says otherwise.
      const next = reply.ok ? reply.value : undefined
      if (next?.state === 'paired') return become({ kind: 'paired', terminalId: next.terminalId })
      if (next?.state === 'over') return become({ kind: 'over' })
      if (next?.state === 'claimed') become({ kind: 'claimed', code: pairing.code, check: next.check })
      timer = setTimeout(follow, askEveryMs, pairing)
    }
    const begin = async () => {
      become({ kind: 'beginning' })
      const reply = await postPairing(kind, signal)
      if (signal.aborted) return
      if (!reply.ok) return become({ kind: 'failed', words: wordsForEntrance(reply.problem) })
      become({ kind: 'waiting', code: reply.value.code })
      void follow(reply.value)
    }
    void begin()
    return () => {
      stopped.abort()
      clearTimeout(timer)
    }
  }, [kind])
  return now
}
