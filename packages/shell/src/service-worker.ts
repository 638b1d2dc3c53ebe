/**
 * The worker that keeps the shell (pages, code, styles, font) on the device, so that a screen opens without a network and
 * can say that it has none. It answers only for addresses in its own list: `/api` is never in it, so no sale, no state
 * and no QR Code is ever served from a cache.
 */
import type { ShellWorker } from './worker-scope.ts'

/** Put in by the build: the addresses of the pages, of the hashed files they load, and of those that only some devices need. */
declare const __SHELL__: { pages: string[]; assets: string[]; onDemand: string[] }
declare const __BUILD__: string

const worker = self as unknown as ShellWorker

const PREFIX = 'balcao-shell-'
const CACHE = PREFIX + __BUILD__
const pages = new Set(__SHELL__.pages)
const assets = new Set(__SHELL__.assets)
const onDemand = new Set(__SHELL__.onDemand)

/** After this long without an answer a shop's network is as good as gone, and the cashier is looking at a white page. */
const NETWORK_WAIT_MS = 4_000

worker.addEventListener('install', (event) => event.waitUntil(fillCache()))
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting())
})
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (request.mode === 'navigate' && pages.has(pathname)) event.respondWith(page(request, pathname))
  else if (assets.has(pathname)) event.respondWith(asset(request))
  else if (onDemand.has(pathname)) event.respondWith(keptAsset(request))
})

/** All or nothing: if one file is missing the install fails, and the version before stays in charge. */
async function fillCache(): Promise<void> {
  const cache = await caches.open(CACHE)
  // Pages are asked of the server itself: the browser's own cache may still hold those of the build before.
  const fresh = __SHELL__.pages.map((address) => new Request(address, { cache: 'reload' }))
  await cache.addAll([...fresh, ...__SHELL__.assets])
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name)
  }
  await worker.clients.claim()
  for (const client of await worker.clients.matchAll()) client.postMessage(__BUILD__)
}

/** Network first, so that a bad build or a bad worker is cured by the next one: the page always comes from the server when there is one. */
async function page(request: Request, address: string): Promise<Response> {
  const network = fetch(request)
  const patience = new Promise<undefined>((resolve) => setTimeout(resolve, NETWORK_WAIT_MS))
  const reply = await Promise.race([network.catch(() => undefined), patience])
  // A gateway's 502 while the server restarts is an absence too. Anything below 500 is the server's own word.
  if (reply && reply.status < 500) return reply
  return (await cached(address)) ?? reply ?? network
}

/** A hashed name never changes its bytes, so the copy is as good as the file. */
async function asset(request: Request): Promise<Response> {
  return (await cached(request)) ?? fetch(request)
}

/** Not every device has a use for it, so whichever asks for it has it from then on. */
async function keptAsset(request: Request): Promise<Response> {
  const kept = await cached(request)
  if (kept) return kept
  const reply = await fetch(request)
  if (reply.ok) {
    const copy = reply.clone()
    await caches.open(CACHE).then(
      (cache) => cache.put(request, copy),
      () => {},
    )
  }
  return reply
}

/** A broken cache (disk full, storage cleared under our feet) must not be worse than none. */
async function cached(key: Request | string): Promise<Response | undefined> {
  try {
    return await caches.match(key, { cacheName: CACHE })
  } catch {
    return undefined
  }
}
