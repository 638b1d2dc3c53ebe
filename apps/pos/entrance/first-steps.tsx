import type { Session } from '@balcao/contracts'
import { useState } from 'react'
import { firstStepsWords as words } from '../checkout/words/entrance.ts'
import { Claim } from './claim.tsx'
import { FirstCharge } from './first-charge.tsx'

/** What a shop does right after its set-up: its first display, and a charge of one cent where the money is play money. */
export function FirstSteps({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const [step, setStep] = useState<'display' | 'charge'>('display')
  const { device, shop } = session
  if (device === null) return null
  if (step === 'display')
    return (
      <Claim
        title={words.display}
        endLabel={{ before: words.skip, after: words.next }}
        code={undefined}
        isOperator={false}
        ownTerminalId={device.terminalId}
        onEnd={() => (shop.isSandbox ? setStep('charge') : onEnd())}
      />
    )
  return <FirstCharge terminalId={device.terminalId} onEnd={onEnd} />
}
