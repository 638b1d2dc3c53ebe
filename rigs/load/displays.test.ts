import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Charge, Snapshot } from '@balcao/contracts'
import { expect, test, vi } from 'vitest'
import { createRandom } from '../../sim/random.ts'
import type { PspState } from '../psp-state.ts'
import { invariantsOfDisplays, openDisplays } from './displays.ts'
import { awaiting, cob, nothingThere, paid, pix } from './one-sale.ts'

const hourMs = 3_600_000
const beganMs = Date.now()
const iso = (ms: number) => new Date(ms).toISOString()
const snapshot = (charge: Charge | undefined, change: Partial<Snapshot> = {}): Snapshot => ({
  ...{ serverTime: iso(Date.now()), terminalId: 'caixa-1', shopName: 'Loja', receiptUrl: null, build: 'x' },
  ...{ currentTxid: charge?.txid ?? null, charges: charge === undefined ? [] : [charge] },
  psp: { status: 'ok', since: null, nextAttemptAt: null },
  displays: { connected: 1, painted: null },
  ...change,
})
/** For an hour from now, here and at the PSP. */
const open: Charge = { ...awaiting, createdAt: iso(beganMs), expiresAt: iso(beganMs + hourMs) }
const alive = { ...cob, calendario: { criacao: open.createdAt, expiracao: 3600 } }
const there = (change: Partial<PspState> = {}): PspState => ({ ...nothingThere, cobs: [alive], ...change })
const concluded = [{ ...alive, status: 'CONCLUIDA' }]

/** A BFF that tells whoever comes how it says that things stand, and afterwards what it is made to say. */
async function openSpeaker() {
  const streams = new Set<ServerResponse>()
  let standing: Snapshot | undefined
  const say = (to: ServerResponse, one: Snapshot) =>
    to.write(`event: snapshot\ndata: ${JSON.stringify(one)}\n\n`)
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    streams.add(response)
    if (standing !== undefined) say(response, standing)
  })
  server.listen(0)
  await once(server, 'listening')
  return {
    port: () => (server.address() as AddressInfo).port,
    tell: (one: Snapshot) => streams.forEach((stream) => void say(stream, one)),
    stand: (one: Snapshot) => {
      standing = one
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

type Row = {
  sentence: string
  says: readonly Snapshot[]
  /** What whoever comes later is told, where it is not what was said last. */
  stands?: Snapshot
  ledger?: readonly Charge[]
  psp?: PspState
  breaks: readonly string[]
}
const rows: readonly Row[] = [
  { sentence: 'a sale that is open', says: [snapshot(open)], breaks: [] },
  {
    sentence: 'a sale that is paid, after its money came',
    says: [snapshot(open), snapshot(paid)],
    ledger: [paid],
    psp: there({ cobs: concluded, pix: [{ ...pix, horario: iso(beganMs) }] }),
    breaks: [],
  },
  {
    sentence: 'Pago without any money',
    says: [snapshot(paid)],
    ledger: [paid],
    psp: there({ cobs: concluded }),
    breaks: ['I2'],
  },
  {
    sentence: 'Pago with too little money',
    says: [snapshot(paid)],
    ledger: [paid],
    psp: there({ cobs: concluded, pix: [{ ...pix, valor: '23.49', horario: iso(beganMs) }] }),
    breaks: ['I2'],
  },
  {
    sentence: 'Pago a while before the money',
    says: [snapshot(paid)],
    ledger: [paid],
    psp: there({ cobs: concluded, pix: [{ ...pix, horario: iso(beganMs + hourMs) }] }),
    breaks: ['I2'],
  },
  {
    sentence: 'the sale of another till',
    says: [snapshot({ ...open, terminalId: 'caixa-2' })],
    breaks: ['I2b'],
  },
  {
    sentence: 'what was there before the last change',
    says: [snapshot(open)],
    ledger: [{ ...open, version: 3 }],
    breaks: ['I8'],
  },
  {
    sentence: 'the sale before this one',
    says: [snapshot(paid)],
    stands: snapshot(open),
    ledger: [paid],
    psp: there({ pix: [{ ...pix, horario: iso(beganMs) }] }),
    breaks: ['I8'],
  },
  { sentence: 'nothing at all', says: [], stands: snapshot(open), breaks: ['I8'] },
  {
    sentence: 'an older version than before',
    says: [snapshot({ ...open, version: 3 }), snapshot(open)],
    breaks: ['I9'],
  },
  {
    sentence: 'a sale that was paid and is open again',
    says: [snapshot(paid), snapshot({ ...open, version: 4 })],
    ledger: [{ ...open, version: 4 }],
    psp: there({ pix: [{ ...pix, horario: iso(beganMs) }] }),
    breaks: ['I9'],
  },
  {
    sentence: 'a code that the PSP does not take any more',
    says: [snapshot(open)],
    psp: there({ cobs: [{ ...alive, calendario: { ...alive.calendario, expiracao: -60 } }] }),
    breaks: ['I23'],
  },
  {
    sentence: 'a countdown that ends after the PSP’s',
    says: [snapshot(open)],
    psp: there({ cobs: [{ ...alive, calendario: { ...alive.calendario, expiracao: 3590 } }] }),
    breaks: ['I23'],
  },
  {
    sentence: 'the code of a sale that is over',
    says: [snapshot(open)],
    psp: there({ cobs: concluded }),
    breaks: ['I23'],
  },
  {
    sentence: 'another time than it is',
    says: [snapshot(undefined, { serverTime: iso(beganMs - hourMs) })],
    ledger: [],
    breaks: ['I23'],
  },
]

test.each(rows)('a display that is told $sentence breaks $breaks', async (row) => {
  const { says, stands = says.at(-1), ledger = [open], psp = there(), breaks } = row
  const speaker = await openSpeaker()
  const displays = openDisplays({
    ...{ count: 1, terminals: ['caixa-1'], random: createRandom(1), port: speaker.port },
  })
  try {
    await vi.waitFor(() => expect(displays.connected()).toBe(1))
    // What is drawn is looked at before the next word comes.
    for (const one of [...says, ...says.slice(-1)]) speaker.tell(one)
    await vi.waitFor(() => expect(displays.heard()).toBe(says.length === 0 ? 0 : says.length + 1))
    if (stands !== undefined) speaker.stand(stands)
    const found = [
      ...[...displays.complaints, ...displays.untrue(psp)].map(({ invariant }) => invariant),
      ...(await displays.behind(ledger)).map(() => 'I8'),
      ...displays.deadCodes(psp).map(() => 'I23'),
    ]
    expect([...new Set(found)]).toEqual(breaks)
    expect(displays.codes()).toBe(says.some(({ charges }) => charges[0]?.status === 'awaiting') ? 1 : 0)
  } finally {
    displays.close()
    await speaker.close()
  }
})

test('each promise of a display has a row that breaks it', () => {
  const broken = new Set(rows.flatMap(({ breaks }) => breaks))
  expect(invariantsOfDisplays.filter((invariant) => !broken.has(invariant))).toEqual([])
})
