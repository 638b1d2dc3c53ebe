const entrance = '/entrar/'

/**
 * Where people sign in and devices are paired; it brings whoever comes back to this very page. What was typed or is on its way stays
 * on the device meanwhile. In place of this page, because going back to it would only lead here again.
 */
export function goToEntrance() {
  // A screen's tests have no page to leave, and the entrance itself has words for whoever it does not know.
  if (typeof location === 'undefined' || location.pathname === entrance) return
  location.replace(`${entrance}?para=${encodeURIComponent(location.pathname + location.search)}`)
}

const refusedKey = 'balcao refused'

/**
 * Somebody is known here and this place is not theirs. The entrance knows where a device belongs; whoever belongs nowhere else it leads
 * straight back, so it is asked once for each place, until that place has opened.
 */
export function askEntranceOnce() {
  const here = placeHere()
  if (here === undefined || sessionStorage.getItem(refusedKey) === here) return
  sessionStorage.setItem(refusedKey, here)
  goToEntrance()
}

export const placeHasOpened = () => {
  if (placeHere() !== undefined) sessionStorage.removeItem(refusedKey)
}

const placeHere = () =>
  typeof location === 'undefined' || typeof sessionStorage === 'undefined'
    ? undefined
    : location.pathname + location.search
