import { type Painted, paths } from '@balcao/contracts'
import { goToEntrance } from '@balcao/shell'
import { useEffect } from 'react'

const againAfterMs = 1_000

/** Keeps the cashier's badge in step with what this screen has really painted: two frames after a change the first one has been shown. */
export function usePainted(terminalId: string, txid: string | undefined, version: number | undefined) {
  useEffect(() => {
    if (txid === undefined || version === undefined) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const report = async () => {
      if (await send(terminalId, { txid, version })) return
      timer = setTimeout(() => send(terminalId, { txid, version }), againAfterMs)
    }
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(report)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [terminalId, txid, version])
}

async function send(terminalId: string, painted: Painted): Promise<boolean> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(painted),
  }
  // What is shown does not depend on the answer; only whether this screen may still show anything.
  return fetch(paths.painted(terminalId), request).then(
    ({ ok, status }) => {
      if (status === 401) goToEntrance()
      return ok
    },
    () => false,
  )
}
