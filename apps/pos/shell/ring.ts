import { mayRing } from './device.ts'
import { runningContext } from './sound.ts'
import { loudness, readVolume } from './volume.ts'

/** Apart from the sound itself, which every screen has from its first picture on: nothing is heard so soon. */

let output: GainNode | undefined

/** Where whatever is heard goes, at the volume of this device. Undefined while the browser keeps the page silent. */
export function openOutput(): { context: AudioContext; output: AudioNode } | undefined {
  const context = runningContext()
  if (!context) return undefined
  if (!output) {
    output = context.createGain()
    output.connect(context.destination)
  }
  output.gain.value = loudness[readVolume()]
  return { context, output }
}

/** What makes a sound: `output` is where it goes. */
type Play = (context: AudioContext, output: AudioNode) => void

/** Plays, where it may. */
export function ring(play: Play) {
  const speaker = mayRing() ? openOutput() : undefined
  if (speaker) play(speaker.context, speaker.output)
}
