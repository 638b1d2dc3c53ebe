import type { ClaimedPairing } from '@balcao/contracts'
import { Announcer, Button, TextField } from '@balcao/ui'
import { useState } from 'react'
import { groupCode, plainCode } from '../checkout/pairing-code.ts'
import { claimWords, entranceWords } from '../checkout/words/entrance.ts'
import { firstTill, isTerminalId } from '../shell/device.ts'
import styles from './entrance.module.css'
import { postClaim } from './entrance-api.ts'
import { Panel } from './panel.tsx'
import { useAttempt } from './use-attempt.ts'
import { useFirstFocus } from './use-first-focus.ts'
import { useTerminals } from './use-terminals.ts'

export type Claimed = { pairing: ClaimedPairing; name: string; terminalId: string }

interface ClaimFormProps {
  title: string
  backLabel: string
  code: string | undefined
  /** Operators pair for the terminal of their own till alone. */
  isOperator: boolean
  ownTerminalId: string | undefined
  onClaimed: (claimed: Claimed) => void
  onBack: () => void
}

/** Which device, what it is called, and where it belongs. */
export function ClaimForm({
  title,
  backLabel,
  code,
  isOperator,
  ownTerminalId,
  onClaimed,
  onBack,
}: ClaimFormProps) {
  const [typed, setTyped] = useState(code ?? '')
  const [name, setName] = useState('')
  const [terminalId, setTerminalId] = useState(ownTerminalId ?? firstTill)
  const [isChecked, setChecked] = useState(false)
  const terminals = useTerminals(!isOperator)
  const { attempt, failure, spokenFailure, isAsking, isLocked } = useAttempt()
  const first = useFirstFocus<HTMLInputElement>()
  const errors = {
    code: typed.length === 8 ? undefined : entranceWords.fields.code,
    name: name.trim() === '' ? entranceWords.nameMissing : undefined,
    terminalId: isTerminalId(terminalId) ? undefined : entranceWords.fields.terminalId,
  }
  const isRight = Object.values(errors).every((error) => error === undefined)
  const shown: Partial<typeof errors> = isChecked ? errors : {}
  const claim = async () => {
    setChecked(true)
    if (!isRight || isAsking || isLocked) return
    const pairing = await attempt(postClaim({ code: typed, name: name.trim(), terminalId }))
    if (pairing) onClaimed({ pairing, name: name.trim(), terminalId })
  }
  return (
    <Panel title={title} advice={claimWords.advice} onSubmit={claim}>
      <TextField
        ref={first}
        label={claimWords.code}
        value={groupCode(typed)}
        onChange={(text) => setTyped(plainCode(text))}
        error={shown.code}
        autoCapitalize="characters"
        spellCheck={false}
      />
      <TextField
        label={claimWords.deviceName}
        value={name}
        onChange={setName}
        hint={claimWords.deviceNameHint}
        error={shown.name}
      />
      <TextField
        label={claimWords.terminal}
        value={terminalId}
        onChange={(text) => setTerminalId(text.trim().toLowerCase())}
        readOnly={isOperator}
        hint={isOperator ? claimWords.ownTerminal : claimWords.terminalHint}
        error={shown.terminalId}
        list="terminals"
        autoCapitalize="none"
        spellCheck={false}
      />
      <datalist id="terminals">
        {terminals.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      {failure ? <p className={styles.failure}>{failure}</p> : null}
      <Button kind="primary" size="huge" type="submit" busy={isAsking} disabled={isLocked}>
        {claimWords.next}
      </Button>
      <Button kind="quiet" onClick={onBack}>
        {backLabel}
      </Button>
      <Announcer message={[...Object.values(shown), spokenFailure].filter(Boolean).join(' ')} />
    </Panel>
  )
}
