import type { Charge } from '@balcao/contracts'
import { useEffect, useState } from 'react'
import { mintTxid } from '../checkout/mint-txid.ts'
import { getCharge, putCharge } from './entrance-api.ts'
import { wordsForEntrance } from './words-for-entrance.ts'

/** Somebody looks from the phone to this screen and back. */
const askEveryMs = 1_000

/** Makes a charge of one cent and keeps this screen in step with it. A request that got no answer is repeated with the same txid. */
export function useFirstCharge(terminalId: string) {
  const [txid] = useState(mintTxid)
  const [charge, setCharge] = useState<Charge>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    const stopped = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let isMade = false
    const look = async () => {
      const reply = await (isMade
        ? getCharge(txid, stopped.signal)
        : putCharge(txid, terminalId, stopped.signal))
      if (stopped.signal.aborted) return
      setFailure(reply.ok ? undefined : wordsForEntrance(reply.problem))
      if (reply.ok) {
        isMade = true
        setCharge(reply.value)
      }
      if (!reply.ok || reply.value.status === 'opening' || reply.value.status === 'awaiting')
        timer = setTimeout(look, askEveryMs)
    }
    void look()
    return () => {
      stopped.abort()
      clearTimeout(timer)
    }
  }, [txid, terminalId])
  return { charge, failure }
}
