import { Agent, type ClientRequest } from 'node:http'
import type { Charge, Snapshot } from '@balcao/contracts'
import { standing } from '../../sim/invariants/screens.ts'
import { centsOf, endMsOf, type PspState } from '../psp-state.ts'
import { createDisplayFace, type DisplayFace } from './display-face.ts'
import type { Complaint } from './promise.ts'
import { openStream } from './stream.ts'

/** A display that lost its stream is back after this: not all of them in the same moment. */
const againMs = { least: 500, most: 1_500 }
/** How often we look at what is drawn: a code goes by time alone. */
const lookMs = 250
/** Half of what a person would notice, and the rounding of the PSP's clock. */
const toleranceMs = 2_000
/** Whoever comes is told how things stand at once. */
const silenceMs = 10_000
/** The PSP's clock is this machine's, but for how it is set meanwhile. */
const clockStepMs = 100

type Wanted = { count: number; terminals: readonly string[]; port: () => number; random: { whole: Whole } }
type Whole = (from: number, to: number) => number
export type Displays = ReturnType<typeof openDisplays>
/** What displays are held to, here and in `untilSettled`. */
export const invariantsOfDisplays = ['I2', 'I2b', 'I8', 'I9', 'I23'] as const

/** Screens that come back by themselves whenever their stream ends, and hold each snapshot against the one before. */
export function openDisplays({ count, terminals, port, random }: Wanted) {
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
  const open = new Map<number, ClientRequest>()
  const returning = new Set<NodeJS.Timeout>()
  const latest = new Map<number, Snapshot>()
  const complaints: Complaint[] = []
  /** What any display has called paid, with how much, and when and as which version it did so first. */
  const paid = new Map<string, { cents: number; atMs: number; version: number }>()
  const faces = Array.from({ length: count }, createDisplayFace)
  /** Of each code that was ever drawn: when it was last, but for the time that the word of it was late, and the latest end that it had. */
  const codes = new Map<string, { drawnAtMs: number; endMs: number }>()
  /** Of all snapshots the one that came quickest says how wrong the BFF's time may be. */
  let quickestMs = Number.POSITIVE_INFINITY
  let isClosing = false
  const connected = new Set<number>()
  let heard = 0

  function connect(index: number, before: ReadonlyMap<string, number>) {
    let versions = before
    const face = faces[index] ?? createDisplayFace()
    const terminalId = terminals[index % terminals.length] ?? ''
    const request = openStream(agent, port(), terminalId, {
      begins: () => connected.add(index),
      hears: face.heard,
      takes(data) {
        heard += 1
        lookAt(face)
        const { snapshot, lateMs } = face.take(JSON.parse(data))
        quickestMs = Math.min(quickestMs, Math.abs(lateMs))
        versions = compare(index, versions, snapshot)
        latest.set(index, snapshot)
      },
      ends() {
        connected.delete(index)
        face.lost()
      },
    })
    open.set(index, request)
    request.on('error', () => {})
    request.once('close', () => {
      open.delete(index)
      if (isClosing) return
      const timer = setTimeout(
        () => {
          returning.delete(timer)
          connect(index, versions)
        },
        random.whole(againMs.least, againMs.most),
      )
      returning.add(timer)
    })
  }

  /** Whatever was shown is shown as it was or later, also after the BFF was killed. */
  function compare(index: number, before: ReadonlyMap<string, number>, { charges, terminalId }: Snapshot) {
    const name = `display ${index} of ${terminalId}`
    const complain = (invariant: string, what: string) =>
      complaints.push({ invariant, kind: 'untrue', what: `${name} ${what}` })
    for (const charge of charges) {
      const { txid, version } = charge
      if (version < (before.get(txid) ?? 0)) complain('I9', `went back to version ${version} of ${txid}`)
      if (charge.status !== 'paid' && version > (paid.get(txid)?.version ?? version))
        complain('I9', `takes it back that ${txid} is paid`)
      if (charge.terminalId !== terminalId) complain('I2b', `shows ${txid} of ${charge.terminalId}`)
      if (charge.status === 'paid' && !paid.has(txid))
        paid.set(txid, { cents: charge.amountCents, atMs: Date.now(), version })
    }
    return new Map(charges.map(({ txid, version }) => [txid, version]))
  }

  /** Notes the code that is drawn now. */
  function lookAt(face: DisplayFace) {
    const drawn = face.drawn()
    if (drawn === undefined) return
    const { charge, lateMs } = drawn
    const before = codes.get(charge.txid) ?? { drawnAtMs: 0, endMs: 0 }
    codes.set(charge.txid, {
      drawnAtMs: Math.max(before.drawnAtMs, Date.now() - lateMs),
      endMs: Math.max(before.endMs, Date.parse(charge.expiresAt ?? '')),
    })
  }
  const looking = setInterval(() => faces.forEach(lookAt), lookMs)

  /** Codes that were there for longer than the PSP would take their money, or counted down to another end. */
  function untimely({ cobs }: PspState): string[] {
    const late = cobs.flatMap((cob) => {
      const code = codes.get(cob.txid)
      if (code === undefined) return []
      const overMs = Math.max(code.drawnAtMs, code.endMs) - endMsOf(cob)
      return overMs > toleranceMs ? [`a display has the code of ${cob.txid} for ${overMs} ms too long`] : []
    })
    const isWrong = quickestMs > toleranceMs && quickestMs < Number.POSITIVE_INFINITY
    return isWrong ? [...late, `no display was told the time better than by ${quickestMs} ms`] : late
  }

  /** Where each terminal stands, as whoever comes now is told. */
  async function told(): Promise<Map<string, string>> {
    const all = terminals.slice(0, count).map(
      (terminalId) =>
        new Promise<[string, string]>((resolve, reject) => {
          const request = openStream(agent, port(), terminalId, {
            takes(data) {
              resolve([terminalId, standing(JSON.parse(data) as Snapshot)])
              request.destroy()
            },
          })
          request.on('error', reject)
          request.setTimeout(silenceMs, () => request.destroy(new Error(`${terminalId} says nothing`)))
        }),
    )
    return new Map(await Promise.all(all))
  }

  for (let index = 0; index < count; index++) connect(index, new Map())
  return {
    connected: () => connected.size,
    heard: () => heard,
    /** What a display was told that is older than before, or another till's. */
    complaints,
    /** What was called paid on a display and has not come in at the PSP, and codes that were there too long. */
    untrue(psp: PspState): Complaint[] {
      const pixOf = Map.groupBy(psp.pix, ({ txid }) => txid)
      const kind = 'untrue'
      return [
        ...[...paid]
          .filter(([txid, { cents, atMs }]) => atMs + clockStepMs < paidAtMs(pixOf.get(txid) ?? [], cents))
          .map(([txid]) => ({ invariant: 'I2', kind, what: `a display calls ${txid} paid` }) as const),
        ...untimely(psp).map((what) => ({ invariant: 'I23', kind, what }) as const),
      ]
    },
    /** Codes that are drawn now of which the PSP would not take the money. */
    deadCodes({ cobs }: PspState): string[] {
      const alive = new Set(cobs.filter(({ status }) => status === 'ATIVA').map(({ txid }) => txid))
      return faces.flatMap((face, index) => {
        const { txid } = face.drawn()?.charge ?? {}
        return txid === undefined || alive.has(txid) ? [] : [`display ${index} has the dead code of ${txid}`]
      })
    },
    /** Codes that were ever drawn: without any, nothing is known of them. */
    codes: () => codes.size,
    /** What a display shows otherwise than the ledger has it by now, or than whoever comes now is told. */
    async behind(ledger: readonly Charge[]): Promise<string[]> {
      const versions = new Map(ledger.map(({ txid, version }) => [txid, version]))
      const standings = await told()
      return faces.flatMap((_face, index) => {
        const snapshot = latest.get(index)
        if (snapshot === undefined || !connected.has(index)) return [`display ${index} is not connected`]
        const shown = standing(snapshot)
        // Of one that stands still the sentence is the same at each look, whatever goes on in the ledger.
        return [
          ...snapshot.charges
            .filter(({ txid, version }) => version !== versions.get(txid))
            .map(({ txid, version }) => `display ${index} shows version ${version} of ${txid}`),
          ...(shown === standings.get(snapshot.terminalId)
            ? []
            : [`display ${index} shows ${shown}, and whoever comes now is told otherwise`]),
        ]
      })
    },
    close() {
      isClosing = true
      clearInterval(looking)
      for (const face of faces) face.close()
      for (const timer of returning) clearTimeout(timer)
      for (const request of open.values()) request.destroy()
      agent.destroy()
    },
  }
}

/** When so much had come in. */
function paidAtMs(pix: readonly PspState['pix'][number][], cents: number): number {
  let received = 0
  for (const { valor, horario } of pix.toSorted((one, other) => (one.horario < other.horario ? -1 : 1))) {
    received += centsOf(valor)
    if (received >= cents) return Date.parse(horario)
  }
  return Number.POSITIVE_INFINITY
}
