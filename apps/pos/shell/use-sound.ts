import { useEffect, useSyncExternalStore } from 'react'
import { readSound, type Sound, subscribeSound, unlockSoundByGesture } from './sound.ts'

/** Keeps the sound unlocked by the gestures of whoever uses the screen, and says whether it would be heard. */
export function useSound(): Sound {
  useEffect(unlockSoundByGesture, [])
  return useSyncExternalStore(subscribeSound, readSound)
}
