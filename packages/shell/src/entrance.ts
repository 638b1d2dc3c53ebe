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
