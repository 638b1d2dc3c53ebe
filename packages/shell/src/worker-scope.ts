/** The part of a service worker's global scope that ours uses. TypeScript's own `webworker` library cannot share a program with `dom`. */
export interface ShellWorker {
  location: Location
  clients: { claim(): Promise<void>; matchAll(): Promise<readonly { postMessage(message: string): void }[]> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void
  addEventListener(type: 'message', listener: (event: LastingEvent & { data: unknown }) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}

interface LastingEvent {
  waitUntil(work: Promise<unknown>): void
}

interface FetchEvent extends LastingEvent {
  request: Request
  respondWith(response: Promise<Response>): void
}
