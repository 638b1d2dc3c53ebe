import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { screens } from '../packages/contracts/src/screens.ts'
import { root } from '../rigs/processes.ts'
import type { Row } from './table.ts'

/** BTCPay Server's checkout page, all its scripts together, as its CDN sends them. */
const btcpayKb = 75
const targets: [address: keyof typeof screens, name: string, atMostKb: number][] = [
  ['/visor/', 'Display', 72],
  ['/caixa/', 'Cashier', 95],
  ['/pagador/', 'Payer', 95],
]
const dist = join(root, 'dist')

/** What a device downloads in JavaScript before a screen stands, in the brotli bytes that are served (1 KB = 1,000 bytes). */
export async function payload(): Promise<Row[]> {
  return targets.map(([address, name, atMostKb]) => {
    const ours =
      scriptsOf(screens[address]).reduce((sum, path) => sum + readFileSync(`${path}.br`).length, 0) / 1000
    return {
      part: 'payload',
      name: `${name}, JavaScript of the first load, brotli`,
      unit: 'KB',
      ours,
      baselineName: "BTCPay Server's checkout page",
      baseline: btcpayKb,
      ratio: ours / btcpayKb,
      target: { oursAtMost: atMostKb },
    }
  })
}

/** Every script that the page names, and what those import: all of it is needed before the first line runs. */
function scriptsOf(page: string): string[] {
  const html = readFileSync(join(dist, page), 'utf8')
  const found = new Set<string>()
  const visit = (address: string) => {
    if (found.has(address)) return
    found.add(address)
    const code = readFileSync(join(dist, address), 'utf8')
    for (const [, name = ''] of code.matchAll(staticImports))
      visit(new URL(name, `file://${address}`).pathname)
  }
  for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/g)) {
    const address = /\b(?:src|href)="?([^"\s>]+\.js)\b/.exec(tag)?.[1]
    if (address !== undefined) visit(address)
  }
  return [...found].map((address) => join(dist, address))
}

/** `import"./a.js"` and `from"./a.js"`; not `import("./a.js")`, which waits until something asks for it. */
const staticImports = /\b(?:import|from)\s*["'`](\.{0,2}\/[^"'`]+\.js)["'`]/g
