import { Button, playChime } from '@balcao/ui'
import Volume2 from 'lucide-react/icons/volume-2'
import { useState } from 'react'
import { type AudibleScreen, audibleScreens, mayRing, speaksOn } from '../../shell/device.ts'
import { ring } from '../../shell/ring.ts'
import { unlockSound } from '../../shell/sound.ts'
import { soundWords } from '../words/sound.ts'
import { speakExample } from './speak.ts'

/** Rings and speaks as for a payment. `screens` are those whose voice is meant. */
export function TestSound({ screens = audibleScreens }: { screens?: readonly AudibleScreen[] }) {
  const [said, setSaid] = useState('')
  const test = async () => {
    const speaks = screens.some(speaksOn)
    setSaid(mayRing() || speaks ? soundWords.testing : soundWords.silent)
    await unlockSound()
    ring(playChime)
    if (speaks) await speakExample()
  }
  return (
    <div>
      <Button icon={<Volume2 aria-hidden />} onClick={() => void test()}>
        {soundWords.test}
      </Button>
      <p role="status">{said}</p>
    </div>
  )
}
