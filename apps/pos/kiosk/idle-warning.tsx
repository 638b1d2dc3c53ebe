import { Button, Dialog } from '@balcao/ui'
import { kioskWords } from '../checkout/words/kiosk.ts'

interface IdleWarningProps {
  secondsLeft: number | undefined
  onStay: () => void
  onRestart: () => void
}

export function IdleWarning({ secondsLeft, onStay, onRestart }: IdleWarningProps) {
  return (
    <Dialog
      open={secondsLeft !== undefined}
      onClose={onStay}
      title={kioskWords.stillThere}
      actions={
        <>
          <Button size="huge" onClick={onRestart}>
            {kioskWords.restart}
          </Button>
          <Button kind="primary" size="huge" onClick={onStay}>
            {kioskWords.stay}
          </Button>
        </>
      }
    >
      <p>{kioskWords.resetsIn(secondsLeft ?? 0)}</p>
    </Dialog>
  )
}
