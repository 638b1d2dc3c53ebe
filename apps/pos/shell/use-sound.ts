import { useEffect, useSyncExternalStore } from 'react'
import type { AudibleScreen } from './device.ts'
import { readSound, type Sound, subscribeSound, unlockSoundByGesture } from './sound.ts'

/** Keeps the sound unlocked by the gestures of whoever uses the screen, and says whether it would be heard. */
export function useSound(screen: AudibleScreen): Sound {
  useEffect(() => unlockSoundByGesture(screen), [screen])
  return useSyncExternalStore(subscribeSound, () => readSound(screen))
}
