import { openOutput } from '../../../shell/ring.ts'
import { type Clips, clipNames } from './clips.ts'
import words from './words.json' with { type: 'json' }
import address from './words.mp3'

const clips: Clips = words
/** Of the silence behind each word: a player that keeps what the coder put before the sound is this much late, and cuts no end off. */
const tailSeconds = 0.1

let bytes: Promise<ArrayBuffer> | undefined
let recording: Promise<AudioBuffer> | undefined

/** Brings the recording to this device; the service worker keeps it there. A loss on the way is made good at the next call. */
export function fetchWords(): Promise<ArrayBuffer> {
  bytes ??= fetch(address)
    .then((reply) => {
      if (!reply.ok) throw new Error(`The recorded words were answered with ${reply.status}`)
      return reply.arrayBuffer()
    })
    .catch((error) => {
      bytes = undefined
      throw error
    })
  return bytes
}

/** Says a sentence word by word as it was recorded, and resolves when it is over: false where it cannot be heard. */
export async function sayRecorded(sentence: string): Promise<boolean> {
  const spoken = clipNames(sentence).flatMap((name) => clips[name] ?? [])
  const speaker = openOutput()
  if (!speaker || spoken.length !== clipNames(sentence).length) return false
  const { context, output } = speaker
  // Decoding takes the bytes away, so they are copied: another context may come after this one.
  recording ??= fetchWords().then((whole) => context.decodeAudioData(whole.slice(0)))
  const buffer = await recording.catch(() => {
    recording = undefined
  })
  if (!buffer) return false
  let at = context.currentTime
  for (const { at: offset, lasts } of spoken) {
    const source = new AudioBufferSourceNode(context, { buffer })
    source.connect(output)
    source.start(at, offset, lasts + tailSeconds)
    at += lasts
  }
  // By the clock: a sound that a phone call interrupts never says that it has ended.
  const lastsMs = (at - context.currentTime) * 1_000
  await new Promise((resolve) => setTimeout(resolve, lastsMs))
  return true
}
