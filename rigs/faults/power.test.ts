import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newTxid } from '../../apps/bff/src/testing/world.ts'
import { untrueNow } from '../load/look.ts'
import { openShop, type Shop } from '../shop.ts'

/** A debugger of system calls is not on every machine, and not everybody may use it. */
const canTrace =
  spawnSync('strace', ['-f', '-y', '-e', 'trace=fdatasync', '-o', '/dev/null', 'true']).status === 0
const testLimitMs = 120_000
const patience = { timeout: 30_000, interval: 50 }

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
}, testLimitMs)
afterEach(() => shop.close(), testLimitMs)

/** Killing the process never shows it: what was written and not synced is lost with the power alone. */
test.skipIf(!canTrace)(
  'a sale is on the disk twice before it is answered: its intent before the PSP hears of it, and its code',
  async () => {
    const trace = join(shop.dataDir, 'syncs')
    const syncs = () =>
      readFileSync(trace, 'utf8').match(/f(?:data)?sync\(\d+<[^>]*balcao\.sqlite-wal>/g)?.length ?? 0
    await shop.startBff({ under: ['strace', '-f', '-y', '-e', 'trace=fsync,fdatasync', '-o', trace] })
    // The first thing that a start writes on its own is over.
    await vi.waitFor(
      async () => expect(await shop.api('GET', '/api/health')).toMatchObject({ json: { status: 'ok' } }),
      patience,
    )
    for (let sold = 0; sold < 10; ) {
      const before = syncs()
      const answer = await shop.api('PUT', `/api/charges/${newTxid()}`, { amountCents: 1 })
      // Slow as it is under a debugger, the PSP's answer may come after ours.
      if (answer !== 'no-answer' && answer.status === 202) continue
      expect(answer).toMatchObject({ status: 201 })
      expect(syncs()).toBeGreaterThanOrEqual(before + 2)
      sold += 1
    }
    expect(await untrueNow(shop)).toEqual([])
  },
  testLimitMs,
)
