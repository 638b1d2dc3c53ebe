import { keepTheme, readTheme, themes } from '@balcao/shell'
import { Button, Dialog, RadioGroup, TextField } from '@balcao/ui'
import { useState } from 'react'
import { isTerminalId, keepMayRing, keepTerminalId, mayRing } from '../shell/device.ts'
import { soundChanged, unlockSound } from '../shell/sound.ts'
import { settingsWords } from './words/settings.ts'

interface SettingsDialogProps {
  open: boolean
  onClose: () => void
  terminalId: string
}

/** What this device keeps for itself. Theme and sound take effect at once; another terminal is another till, so the page starts again. */
export function SettingsDialog({ open, onClose, terminalId }: SettingsDialogProps) {
  const [theme, setTheme] = useState(readTheme)
  const [rings, setRings] = useState(mayRing)
  const [terminal, setTerminal] = useState(terminalId)
  const isRight = isTerminalId(terminal)
  const save = () => {
    if (!isRight) return
    if (terminal === terminalId) return onClose()
    keepTerminalId(terminal)
    location.assign(location.pathname)
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={settingsWords.title}
      actions={
        <>
          <Button onClick={onClose}>{settingsWords.close}</Button>
          <Button kind="primary" onClick={save}>
            {settingsWords.save}
          </Button>
        </>
      }
    >
      <RadioGroup
        legend={settingsWords.theme}
        options={themes.map((value) => ({ value, label: settingsWords.themes[value] }))}
        chosen={theme}
        onChoose={(chosen) => {
          keepTheme(chosen)
          setTheme(chosen)
        }}
      />
      <RadioGroup
        legend={settingsWords.sound}
        options={[
          { value: 'on', label: settingsWords.soundOn },
          { value: 'off', label: settingsWords.soundOff },
        ]}
        chosen={rings ? 'on' : 'off'}
        onChoose={(chosen) => {
          const may = chosen === 'on'
          keepMayRing(may)
          setRings(may)
          soundChanged()
          if (may) void unlockSound()
        }}
      />
      <TextField
        label={settingsWords.terminal}
        value={terminal}
        onChange={(text) => setTerminal(text.trim().toLowerCase())}
        hint={settingsWords.terminalHint}
        error={isRight ? undefined : settingsWords.terminalWrong}
        autoCapitalize="none"
        spellCheck={false}
      />
    </Dialog>
  )
}
