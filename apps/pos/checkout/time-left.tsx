import { VisuallyHidden } from '@balcao/ui'
import { timeLeftWords } from './words/customer.ts'

/** For so long the words stay, so that a beat that comes late still says them. */
const saidForSeconds = 5

/** What a screen reader says of the time left: four times in an hour, never every second (WCAG 2.2, 4.1.3). */
export function wordsForTimeLeft(remainingMs: number): string {
  const seconds = Math.ceil(remainingMs / 1000)
  const due = timeLeftWords.find(([at]) => seconds <= at && seconds > at - saidForSeconds)
  return due?.[1] ?? ''
}

/** Polite, and beside the one `status` region that says the state of the sale. */
export function Whisper({ message }: { message: string }) {
  return (
    <VisuallyHidden>
      <div aria-live="polite">{message}</div>
    </VisuallyHidden>
  )
}
