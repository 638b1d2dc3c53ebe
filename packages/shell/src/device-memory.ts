/** What this device was told once and keeps. */

/** A browser may refuse its storage (private window, full disk): the screen works without, it only forgets. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`balcao ${key}`)
  } catch {
    return null
  }
}

export function keep(key: string, value: string) {
  try {
    localStorage.setItem(`balcao ${key}`, value)
  } catch {
    // Forgotten at the next start, which asks for nothing that the address does not say.
  }
}
