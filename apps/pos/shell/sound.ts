import { type AudibleScreen, mayRing, speaksOn } from './device.ts'

/** `blocked`: the browser keeps the page silent until somebody touches it, and only a visible mark tells. */
export type Sound = 'ready' | 'blocked' | 'off'

let context: AudioContext | undefined
const watchers = new Set<() => void>()
const tell = () => {
  for (const onChange of watchers) onChange()
}

/** Undefined while the browser keeps the page silent. One that lets the page ring lets it speak as well: both wait for the same first touch. */
export const runningContext = () => (context?.state === 'running' ? context : undefined)

export function readSound(screen: AudibleScreen): Sound {
  if (!mayRing() && !speaksOn(screen)) return 'off'
  return runningContext() ? 'ready' : 'blocked'
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

/** After the wish to hear something was changed. */
export const soundChanged = tell
