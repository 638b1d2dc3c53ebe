import { type AudibleScreen, loudness, mayRing, readVolume, speaksOn } from './device.ts'

/** `blocked`: the browser keeps the page silent until somebody touches it, and only a visible mark tells. */
export type Sound = 'ready' | 'blocked' | 'off'

let context: AudioContext | undefined
let output: GainNode | undefined
const watchers = new Set<() => void>()
const tell = () => {
  for (const onChange of watchers) onChange()
}

/** A browser that lets the page ring lets it speak as well: both wait for the same first touch. */
export const isUnlocked = () => context?.state === 'running'

export function readSound(screen: AudibleScreen): Sound {
  if (!mayRing() && !speaksOn(screen)) return 'off'
  return isUnlocked() ? 'ready' : 'blocked'
}

export function subscribeSound(onChange: () => void): () => void {
  watchers.add(onChange)
  return () => watchers.delete(onChange)
}

/** To be called inside a gesture, or by an installed app, which browsers trust with sound. */
export async function unlockSound(): Promise<void> {
  context ??= new AudioContext()
  context.onstatechange = tell
  if (context.state !== 'running') await context.resume().catch(() => {})
  tell()
}

/** Takes every gesture as leave to ring. An iPad interrupts the sound at a phone call, so the first one is not enough. */
export function unlockSoundByGesture(screen: AudibleScreen): () => void {
  // An installed app may ring from the start; elsewhere the attempt would only be noted in the console.
  if (matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches) void unlockSound()
  const onGesture = () => {
    if (readSound(screen) === 'blocked') void unlockSound()
  }
  window.addEventListener('pointerdown', onGesture)
  window.addEventListener('keydown', onGesture)
  return () => {
    window.removeEventListener('pointerdown', onGesture)
    window.removeEventListener('keydown', onGesture)
  }
}

/** What makes a sound: `output` is where it goes, at the volume of this device. */
export type Play = (context: AudioContext, output: AudioNode) => void

/** Where whatever is heard goes, at the volume of this device. Undefined while the browser keeps the page silent. */
export function openOutput(): { context: AudioContext; output: AudioNode } | undefined {
  if (!context || !isUnlocked()) return undefined
  if (!output) {
    output = context.createGain()
    output.connect(context.destination)
  }
  output.gain.value = loudness[readVolume()]
  return { context, output }
}

/** Plays, where it may. */
export function ring(play: Play) {
  const speaker = mayRing() ? openOutput() : undefined
  if (speaker) play(speaker.context, speaker.output)
}

/** After the wish to hear something was changed. */
export const soundChanged = tell
