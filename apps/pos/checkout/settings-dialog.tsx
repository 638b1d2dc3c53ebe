import { Button, Dialog, TextField } from '@balcao/ui'
import { type ReactNode, useState } from 'react'
import {
  isTerminalId,
  keepMayRing,
  keepTerminalId,
  keepTheme,
  mayRing,
  readTheme,
  themes,
} from '../shell/device.ts'
import { soundChanged, unlockSound } from '../shell/sound.ts'
import styles from './settings-dialog.module.css'
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
      <Choice legend={settingsWords.theme}>
        {themes.map((each) => (
          <Option
            key={each}
            name="theme"
            label={settingsWords.themes[each]}
            checked={each === theme}
            onChoose={() => {
              keepTheme(each)
              setTheme(each)
            }}
          />
        ))}
      </Choice>
      <Choice legend={settingsWords.sound}>
        {[true, false].map((each) => (
          <Option
            key={String(each)}
            name="sound"
            label={each ? settingsWords.soundOn : settingsWords.soundOff}
            checked={each === rings}
            onChoose={() => {
              keepMayRing(each)
              setRings(each)
              soundChanged()
              if (each) void unlockSound()
            }}
          />
        ))}
      </Choice>
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

function Choice({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      <div className={styles.options}>{children}</div>
    </fieldset>
  )
}

interface OptionProps {
  name: string
  label: string
  checked: boolean
  onChoose: () => void
}

function Option({ name, label, checked, onChoose }: OptionProps) {
  return (
    <label className={styles.option}>
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      {label}
    </label>
  )
}
