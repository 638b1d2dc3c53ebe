/**
 * Registers the service worker and decides when a new version of the shell may take the screen: it waits, installed, until
 * no charge is open here, because a reload in front of a paying customer is a question nobody at the counter can answer.
 */

export interface UpdateGate {
  /** True while a reload would disturb nobody: no charge open, nothing half typed. */
  mayReload: () => boolean
  /** Calls back whenever that answer may have changed. */
  subscribe: (listener: () => void) => unknown
}

declare const __BUILD__: string

const WORKER = '/sw.js'
/** A display is not navigated for days, and browsers look for a new worker only when it is. One small conditional GET. */
const LOOK_FOR_UPDATE_MS = 30 * 60_000

/** Called once, when the page mounts. Without service workers (plain HTTP on a shop's network, `npm run dev`) it does nothing. */
export function watchForUpdates(gate: UpdateGate): void {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  let reloadDue = false
  let registration: ServiceWorkerRegistration | undefined

  const advance = () => {
    if (!gate.mayReload()) return
    if (reloadDue) window.location.reload()
    else registration?.waiting?.postMessage('take-over')
  }

  // A worker that takes over says of which build it is. It may have been let in by another tab: this one then reloads as
  // soon as it may. A page that already came new from the network stays as it is.
  serviceWorker.addEventListener('message', ({ data }) => {
    reloadDue = data !== __BUILD__
    advance()
  })
  gate.subscribe(advance)

  register()
    .then((registered) => {
      registration = registered
      const follow = () => registered.installing?.addEventListener('statechange', advance)
      registered.addEventListener('updatefound', follow)
      // The navigation itself may have found a new version, before anyone could listen.
      follow()
      advance()
      const look = () => registered.update().catch(() => undefined)
      setInterval(look, LOOK_FOR_UPDATE_MS)
      document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
    })
    // Without a worker the screen works just the same, only not offline.
    .catch((cause: unknown) => console.warn('The service worker was not registered', cause))
}

/** A script's address is a Trusted Types sink: only the policy named in the CSP may make one, and it makes exactly this. */
function register(): Promise<ServiceWorkerRegistration> {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes
  const address = types?.createPolicy('balcao', { createScriptURL: onlyTheWorker }).createScriptURL(WORKER)
  return navigator.serviceWorker.register((address ?? WORKER) as string, {
    scope: '/',
    // Ask the server for the worker each time, whatever its cache headers say: a stale worker cannot be called back.
    updateViaCache: 'none',
  })
}

function onlyTheWorker(address: string): string {
  if (address !== WORKER) throw new TypeError(`Not a script of ours: ${address}`)
  return address
}

/** Trusted Types, as far as it is used here (W3C; Chrome 83, Safari 26). */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): unknown }
}
