import { type BrowserContextOptions, expect } from '@playwright/test'
import type { World } from './world.ts'

type Answer = { status: number; json: Record<string, unknown> }

/** A browser without a screen, as far as the server can tell: it keeps the cookies that it is given, and hands them to one with a screen. */
export class Visitor {
  readonly #cookies = new Map<string, string>()
  readonly #world: Pick<World, 'url'>

  constructor(world: Pick<World, 'url'>) {
    this.#world = world
  }

  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(this.#world.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value)
    }
    const text = await response.text()
    return { status: response.status, json: text === '' ? {} : JSON.parse(text) }
  }

  /** The same, where anything but a success is a mistake of the test. */
  async ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const { status, json } = await this.send(method, path, body)
    expect(status, `${method} ${path}: ${JSON.stringify(json)}`).toBeLessThan(300)
    return json
  }

  /** A context for a browser with a screen that is this same visitor. */
  screen(): BrowserContextOptions {
    const cookies = [...this.#cookies].map(([name, value]) => ({
      ...{ name, value, domain: 'localhost', path: '/', expires: -1 },
      ...{ httpOnly: true, secure: false, sameSite: 'Strict' as const },
    }))
    return { storageState: { cookies, origins: [] } }
  }
}
