import { Announcer, Button, TextField } from '@balcao/ui'
import { useState } from 'react'
import { groupCode } from '../checkout/pairing-code.ts'
import { isPin, PinField } from '../checkout/pin-field.tsx'
import { entranceWords, signInWords } from '../checkout/words/entrance.ts'
import { postSession } from './entrance-api.ts'
import { Panel } from './panel.tsx'
import { useAttempt } from './use-attempt.ts'
import { useFirstFocus } from './use-first-focus.ts'

interface SignInFormProps {
  code: string | undefined
  onSignedIn: () => void
}

/** By name: a browser that is none of the shop's is not told who works here. */
export function SignInForm({ code, onSignedIn }: SignInFormProps) {
  const [name, setName] = useState('')
  const [pin, setPin] = useState('')
  const [isChecked, setChecked] = useState(false)
  const { attempt, failure, spokenFailure, isAsking, isLocked, forget } = useAttempt()
  const first = useFirstFocus<HTMLInputElement>()
  const nameError = isChecked && name.trim() === '' ? entranceWords.nameMissing : undefined
  const pinError = isChecked && !isPin(pin) ? entranceWords.pinMissing : undefined
  const enter = async () => {
    setChecked(true)
    if (isAsking || isLocked || name.trim() === '' || !isPin(pin)) return
    const isRight = await attempt(postSession({ name: name.trim(), pin }))
    setPin('')
    setChecked(false)
    if (isRight) onSignedIn()
  }
  return (
    <Panel title={signInWords.title} advice={adviceFor(code)} onSubmit={enter}>
      <TextField ref={first} label={entranceWords.name} value={name} onChange={setName} error={nameError} />
      <PinField
        label={entranceWords.pin}
        value={pin}
        enterKeyHint="go"
        onChange={(text) => {
          forget()
          setPin(text)
        }}
        error={pinError ?? failure}
      />
      <Button kind="primary" size="huge" type="submit" busy={isAsking} disabled={isLocked}>
        {entranceWords.enter}
      </Button>
      <Announcer message={nameError ?? pinError ?? spokenFailure ?? ''} />
    </Panel>
  )
}

function adviceFor(code: string | undefined): string {
  if (code === undefined) return signInWords.advice
  return code === '' ? signInWords.toPairSome : signInWords.toPair(groupCode(code))
}
