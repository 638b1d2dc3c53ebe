import { paths, Receipt, ReceiptToken } from '@balcao/contracts'
import { ask } from '@balcao/shell'
import { useCallback, useEffect, useState } from 'react'

export type Reading =
  | { readonly status: 'reading' | 'not-found' | 'too-many' | 'unreachable' }
  | { readonly status: 'there'; readonly receipt: Receipt }

/** The receipt that the address names after its `#`, read once; another address is another receipt. */
export function useReceipt(): { reading: Reading; again: () => void } {
  const [asked, setAsked] = useState({ token: tokenInAddress(), times: 1 })
  const [reading, setReading] = useState<Reading>({ status: 'reading' })
  useEffect(() => {
    const onChange = () => setAsked({ token: tokenInAddress(), times: 1 })
    addEventListener('hashchange', onChange)
    return () => removeEventListener('hashchange', onChange)
  }, [])
  useEffect(() => {
    const request = new AbortController()
    setReading({ status: 'reading' })
    void read(asked.token, request.signal).then((answer) => {
      if (!request.signal.aborted) setReading(answer)
    })
    return () => request.abort()
  }, [asked])
  const again = useCallback(() => setAsked(({ token, times }) => ({ token, times: times + 1 })), [])
  return { reading, again }
}

const tokenInAddress = () => location.hash.slice(1)

async function read(token: string, signal: AbortSignal): Promise<Reading> {
  // What cannot be a token is not worth a request, and must not become another address.
  if (!ReceiptToken.safeParse(token).success) return { status: 'not-found' }
  const reply = await ask({
    method: 'GET',
    path: paths.receipt(token),
    read: (json) => Receipt.safeParse(json).data,
    signal,
  })
  if (reply.ok) return { status: 'there', receipt: reply.value }
  if (reply.problem === 'network') return { status: 'unreachable' }
  if (reply.problem.status === 404) return { status: 'not-found' }
  return { status: reply.problem.status === 429 ? 'too-many' : 'unreachable' }
}
