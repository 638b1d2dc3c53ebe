import { RadioGroup } from '@balcao/ui'
import { useState, useSyncExternalStore } from 'react'
import { audibleScreens, keepMayRing, keepSpeaksOn, mayRing, speaksOn } from '../../shell/device.ts'
import { soundChanged, unlockSound } from '../../shell/sound.ts'
import { readVoice, subscribeVoice } from '../../shell/voice.ts'
import { keepVolume, readVolume, volumes } from '../../shell/volume.ts'
import { soundWords } from '../words/sound.ts'
import styles from './sound-settings.module.css'
import { prepareVoice } from './speak.ts'
import { TestSound } from './test-sound.tsx'

/** What this device lets be heard of a payment. All of it takes effect at once. */
export function SoundSettings() {
  const [rings, setRings] = useState(mayRing)
  const [speaking, setSpeaking] = useState(() => audibleScreens.filter(speaksOn))
  const [volume, setVolume] = useState(readVolume)
  const voice = useSyncExternalStore(subscribeVoice, readVoice)
  const changed = (isOn: boolean) => {
    soundChanged()
    if (isOn) void unlockSound()
  }
  return (
    <>
      <RadioGroup
        legend={soundWords.chime}
        options={[
          { value: 'on', label: soundWords.on },
          { value: 'off', label: soundWords.off },
        ]}
        chosen={rings ? 'on' : 'off'}
        onChoose={(chosen) => {
          keepMayRing(chosen === 'on')
          setRings(chosen === 'on')
          changed(chosen === 'on')
        }}
      />
      <fieldset className={styles.voice}>
        <legend>{soundWords.voice}</legend>
        {audibleScreens.map((screen) => (
          <label key={screen} className={styles.screen}>
            <input
              type="checkbox"
              checked={speaking.includes(screen)}
              onChange={({ currentTarget: { checked } }) => {
                keepSpeaksOn(screen, checked)
                setSpeaking(
                  audibleScreens.filter((one) => (one === screen ? checked : speaking.includes(one))),
                )
                changed(checked)
                void prepareVoice(screen)
              }}
            />
            {soundWords.screens[screen]}
          </label>
        ))}
        {voice !== 'ready' && speaking.length > 0 ? (
          <p className={styles.hint}>{soundWords.voiceState[voice]}</p>
        ) : null}
      </fieldset>
      <RadioGroup
        legend={soundWords.volume}
        options={volumes.map((value) => ({ value, label: soundWords.volumes[value] }))}
        chosen={volume}
        onChoose={(chosen) => {
          keepVolume(chosen)
          setVolume(chosen)
        }}
      />
      <TestSound screens={speaking} />
    </>
  )
}
