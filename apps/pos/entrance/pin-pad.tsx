import { Announcer, Button, Keypad } from '@balcao/ui'
import { useEffect, useState } from 'react'
import { isPin, onlyDigits, PinField } from '../checkout/pin-field.tsx'
import { entranceWords, signInWords } from '../checkout/words/entrance.ts'
import styles from './entrance.module.css'
import { postSession } from './entrance-api.ts'
import { Panel } from './panel.tsx'
import { useAttempt } from './use-attempt.ts'
import { useFirstFocus } from './use-first-focus.ts'

interface PinPadProps {
  person: { personId: string; name: string }
  onSignedIn: () => void
  onBack: () => void
}

/** The PIN of one person, by the keys on the screen or those of a keyboard; Enter signs in, Esc goes back to the names. */
export function PinPad({ person, onSignedIn, onBack }: PinPadProps) {
  const [pin, setPin] = useState('')
  const [isShort, setShort] = useState(false)
  const { attempt, failure, spokenFailure, isAsking, isLocked, forget } = useAttempt()
  const field = useFirstFocus<HTMLInputElement>()
  useKeysFor(field, onBack)
  const change = (next: string) => {
    forget()
    setShort(false)
    setPin(onlyDigits(next))
  }
  const enter = async () => {
    if (isAsking || isLocked) return
    if (!isPin(pin)) return setShort(true)
    const isRight = await attempt(postSession({ personId: person.personId, pin }))
    setPin('')
    if (isRight) onSignedIn()
  }
  const error = isShort ? entranceWords.pinMissing : failure
  return (
    <Panel title={signInWords.greeting(person.name)} advice={signInWords.pinAdvice} onSubmit={enter}>
      <div className={styles.pin}>
        <PinField
          ref={field}
          label={entranceWords.pin}
          value={pin}
          // The keys are on the screen: the system's own keyboard would only cover them.
          inputMode="none"
          enterKeyHint="go"
          onChange={change}
          error={error}
        />
      </div>
      <Keypad
        onDigit={(digit) => change(pin + digit)}
        onBackspace={() => change(pin.slice(0, -1))}
        labels={{ keypad: signInWords.keypad, backspace: signInWords.backspace }}
        hasDoubleZero={false}
        disabled={isLocked}
      />
      <Button kind="primary" size="huge" type="submit" busy={isAsking} disabled={isLocked}>
        {entranceWords.enter}
      </Button>
      <Button kind="quiet" onClick={onBack}>
        {entranceWords.back}
      </Button>
      <Announcer message={(isShort ? error : spokenFailure) ?? ''} />
    </Panel>
  )
}

/** Keeps what is typed in the field, wherever the focus is: a numeric pad beside the till is all that somebody needs. */
function useKeysFor(field: { readonly current: HTMLInputElement | null }, onBack: () => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'Escape') onBack()
      // The key itself goes where the focus is when it is let through.
      else if (/^(\d|Backspace)$/.test(event.key)) field.current?.focus()
    }
    const onMouseDown = (event: MouseEvent) => {
      // A key pressed with a finger does not take the focus: the Enter that follows must sign in, not press it again.
      if (event.target instanceof Element && event.target.closest('[role="group"] button'))
        event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('mousedown', onMouseDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('mousedown', onMouseDown)
    }
  }, [field, onBack])
}
