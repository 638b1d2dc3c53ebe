import { keepTheme, readTheme, themes } from '@balcao/shell'
import { Button, Dialog, RadioGroup, TextField } from '@balcao/ui'
import { type ReactNode, useState } from 'react'
import { isTerminalId, keepTerminalId } from '../shell/device.ts'
import { SoundSettings } from './voice/sound-settings.tsx'
import { settingsWords } from './words/settings.ts'

export interface SettingsDialogProps {
  open: boolean
  onClose: () => void
  terminalId: string
  /** What only this screen has to set. */
  children?: ReactNode
}

/** What this device keeps for itself. Theme and sound take effect at once; another terminal is another till, so the page starts again. */
export function SettingsDialog({ open, onClose, terminalId, children }: SettingsDialogProps) {
  const [theme, setTheme] = useState(readTheme)
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
      <SoundSettings />
      {children}
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
