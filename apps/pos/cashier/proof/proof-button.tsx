import type { Charge } from '@balcao/contracts'
import { Button } from '@balcao/ui'
import { useState } from 'react'
import { cashierWords } from '../../checkout/words/cashier.ts'
import { useLater } from '../../shell/use-later.ts'

/** What comes after the first picture: a customer shows a receipt after paying. */
const loadDialog = () => import('./proof-dialog.tsx').then(({ ProofDialog }) => ProofDialog)

/** Opens the check of what a customer shows, about the sale that is at hand. */
export function ProofButton({ terminalId, sale }: { terminalId: string; sale: Charge | undefined }) {
  const Dialog = useLater(loadDialog)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button kind="quiet" size="compact" disabled={Dialog === undefined} onClick={() => setOpen(true)}>
        {cashierWords.checkProof}
      </Button>
      {isOpen && Dialog ? (
        <Dialog terminalId={terminalId} sale={sale} onClose={() => setOpen(false)} />
      ) : null}
    </>
  )
}
