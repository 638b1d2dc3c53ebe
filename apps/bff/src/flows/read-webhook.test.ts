import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Deps } from '../deps.ts'
import { createStore } from '../store/store.ts'
import { onEveryDatabase } from '../testing/ledgers.ts'
import { createInbox } from './read-webhook.ts'

onEveryDatabase('the inbox', 0, (ledger) => {
  /** As far as bodies go that hint at nothing: the PSP is not asked about them. */
  function open(isShared: boolean) {
    const store = createStore(ledger())
    const clock = { ms: 1_000_000, now: () => clock.ms, after: () => () => {} }
    const psp = { status: () => ({ status: 'ok' }) }
    const deps = { store, clock, psp, log: pino({ level: 'silent' }) } as unknown as Deps
    const inbox = createInbox(deps, isShared)
    const waiting = async () => (await store.unhandledInbox(10)).map(({ body }) => body)
    return { inbox, store, clock, waiting }
  }

  test('is ticked off a moment later and together, and at the latest at a stop', async () => {
    const { inbox, waiting } = open(false)
    await inbox.keep('{"a":1}')
    await inbox.keep('{"b":2}')
    await inbox.readAgain()
    expect(await waiting()).toHaveLength(2)
    await inbox.stop()
    expect(await waiting()).toEqual([])
  })

  test('what another BFF keeps is left to it for a round, and then taken up', async () => {
    const { inbox, store, clock, waiting } = open(true)
    // An hour old, as of a BFF that has died: its age does not make it wait any longer.
    await store.putInbox('{}', [], clock.now() - 3_600_000)
    await inbox.readAgain()
    await inbox.stop()
    expect(await waiting()).toEqual(['{}'])
    clock.ms += 5_000
    await inbox.readAgain()
    await inbox.stop()
    expect(await waiting()).toEqual([])
  })
})
