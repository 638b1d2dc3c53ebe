import { useEffect, useState } from 'react'
import { getDevices } from './entrance-api.ts'

/** The terminals that devices of the shop belong to, for whoever may see them. Without an answer there is nothing to choose from, only to type. */
export function useTerminals(mayList: boolean): readonly string[] {
  const [terminals, setTerminals] = useState<readonly string[]>([])
  useEffect(() => {
    if (!mayList) return
    const stopped = new AbortController()
    getDevices(stopped.signal).then((reply) => {
      if (!reply.ok || stopped.signal.aborted) return
      const used = reply.value.devices.filter(({ revokedAt }) => revokedAt === null)
      setTerminals([...new Set(used.map(({ terminalId }) => terminalId))].sort())
    })
    return () => stopped.abort()
  }, [mayList])
  return terminals
}
