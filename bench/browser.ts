import { type Browser, chromium, type Page } from '@playwright/test'
import { browserPath } from '../e2e/browser.ts'
import { withKey } from '../rigs/processes.ts'

/** What a page's status said, and when that stood on the glass: milliseconds since 1970, with fractions. */
type Seen = { text: string; atMs: number }
export type Watched = {
  /** The first painting of this text after the previous question; an error after `limitMs`. */
  painted: (text: string, limitMs?: number) => Promise<number>
}

export async function openBrowser(): Promise<Browser> {
  const executablePath = browserPath()
  if (executablePath === undefined) throw new Error('There is no Chromium. Run: node e2e/browser.ts')
  return chromium.launch({
    executablePath,
    // As in the browser tests. Chromium will not start as root with its sandbox.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  })
}

/** Opens a page on a device of its own and follows its status. */
export async function watch(browser: Browser, url: string): Promise<Watched> {
  const page = await (await browser.newContext({ extraHTTPHeaders: withKey })).newPage()
  const seen: Seen[] = []
  let onSeen = () => {}
  await page.exposeFunction('benchSeen', (one: Seen) => {
    seen.push(one)
    onSeen()
  })
  await page.addInitScript(reportStatus)
  await page.goto(url)
  const aheadMs = await clockAhead(page)

  return {
    painted: (text, limitMs = 10_000) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
          const said = seen.map((one) => one.text).join(', ')
          reject(new Error(`${url} did not say ${text} within ${limitMs} ms, but: ${said || 'nothing'}`))
        }, limitMs)
        onSeen = () => {
          const index = seen.findIndex((one) => one.text.startsWith(text))
          const found = seen[index]
          if (found === undefined) return
          seen.splice(0, index + 1)
          clearTimeout(limit)
          resolve(found.atMs - aheadMs)
        }
        onSeen()
      }),
  }
}

/** Runs inside the page, in both of the pages that are compared. */
function reportStatus() {
  let last = ''
  const look = () => {
    const text = document.querySelector('[role="status"]')?.textContent?.trim() ?? ''
    if (text === last) return
    last = text
    // The frame that shows it is made after these callbacks; a message sent from one of them arrives when it is done.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        const { benchSeen } = window as unknown as { benchSeen: (one: Seen) => void }
        benchSeen({ text, atMs: performance.timeOrigin + performance.now() })
      }
      port2.postMessage(undefined)
    })
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
}

/** The two clocks are one machine's, but each process derived its origin at another time. The quickest answer says it best. */
async function clockAhead(page: Page): Promise<number> {
  let best = { aheadMs: 0, tookMs: Number.POSITIVE_INFINITY }
  for (let attempt = 0; attempt < 20; attempt++) {
    const askedAtMs = nowMs()
    const pageMs = await page.evaluate(() => performance.timeOrigin + performance.now())
    const tookMs = nowMs() - askedAtMs
    if (tookMs < best.tookMs) best = { aheadMs: pageMs - (askedAtMs + tookMs / 2), tookMs }
  }
  return best.aheadMs
}

export const nowMs = () => performance.timeOrigin + performance.now()
