import { ShiftDetails } from '@balcao/contracts'
import { expect, vi } from 'vitest'
import { type Browser, openBrowser } from './browser.ts'
import { newTxid, patience, startWorld, type World } from './world.ts'

const apiKey = 'a-key-of-more-than-thirty-two-characters'
export const key = { authorization: `Bearer ${apiKey}` }
export const pins = { Ana: '570913', Beto: '480219', Gerente: '719402' }
export type Till = Browser & { terminalId: string }
export type ShiftTills = Awaited<ReturnType<typeof startShiftTills>>

/** A shop in which people open shifts at tills, sell and close them. */
export async function startShiftTills() {
  const world = await startWorld({ API_KEY: apiKey })
  const people: Record<string, string> = {}
  for (const [name, pin] of Object.entries(pins)) {
    people[name] = newTxid()
    const role = name === 'Gerente' ? 'manager' : 'operator'
    const person = { name, role, refundLimitCents: null, isActive: true, pin }
    expect((await world.api('PUT', `/api/people/${people[name]}`, person, key)).status).toBe(200)
  }
  return { world, people, ...atTills(world) }
}

function atTills(world: World) {
  let terminals = 0
  const newTerminal = () => `caixa-${++terminals}`
  const opened = new Map<string, string>()

  const signIn = async (browser: Browser, name: keyof typeof pins) =>
    expect((await browser.send('POST', '/api/session', { name, pin: pins[name] })).status).toBe(204)

  const sale = async (at: Till, amountCents: number) => {
    const txid = newTxid()
    const body = { amountCents, terminalId: at.terminalId }
    expect((await at.send('PUT', `/api/charges/${txid}`, body)).status).toBe(201)
    return { txid }
  }
  const status = async (txid: string) => (await world.api('GET', `/api/charges/${txid}`, undefined, key)).json
  const details = async ({ shift: { shiftId } }: ShiftDetails) =>
    ShiftDetails.parse((await world.api('GET', `/api/shifts/${shiftId}`, undefined, key)).json)

  return {
    newTerminal,
    signIn,
    sale,
    status,
    details,

    /** A paired till of a terminal that no other test has, with somebody signed in. */
    async till(name: keyof typeof pins = 'Ana', terminalId = newTerminal()): Promise<Till> {
      const browser = openBrowser(world)
      const begun = await browser.send('POST', '/api/pairings', { kind: 'till' })
      const { pairingId, code, secret } = begun.json as { pairingId: string; code: string; secret: string }
      const claim = { code, name: `Till ${terminalId}`, terminalId }
      expect((await world.api('POST', '/api/pairings/claim', claim, key)).status).toBe(200)
      const confirm = `/api/pairings/${pairingId}/confirm`
      expect((await world.api('POST', confirm, undefined, key)).status).toBe(200)
      await browser.send('POST', `/api/pairings/${pairingId}/state`, { secret })
      await signIn(browser, name)
      return { ...browser, terminalId }
    },

    async open(at: Till, attention: string[] = []) {
      const answer = await at.send('POST', `/api/terminals/${at.terminalId}/shift/open`, { attention })
      expect(answer.status, answer.text).toBe(201)
      const begun = ShiftDetails.parse(answer.json)
      opened.set(at.terminalId, begun.shift.shiftId)
      return begun
    },
    /** Ends the one that was opened last at this terminal. */
    async close(at: Till) {
      const shiftId = opened.get(at.terminalId)
      const answer = await at.send('POST', `/api/terminals/${at.terminalId}/shift/close`, { shiftId })
      expect(answer.status, answer.text).toBe(202)
      return ShiftDetails.parse(answer.json)
    },
    /** The list of the PSP may leave out its latest moments, so a shift is counted a little after its end. */
    async counted(ended: ShiftDetails) {
      world.ahead.ms += 6_000
      const { report } = await vi.waitFor(async () => {
        const now = await details(ended)
        if (now.shift.status !== 'closed') throw new Error(`still ${JSON.stringify(now)}`)
        return now
      }, patience)
      if (report === null) throw new Error('closed without a report')
      return report
    },

    async paid(at: Till, amountCents: number) {
      const { txid } = await sale(at, amountCents)
      const endToEndId = await world.pay({ txid })
      await vi.waitFor(async () => expect(await status(txid)).toMatchObject({ status: 'paid' }), patience)
      return { txid, endToEndId }
    },
    async refund(at: Till, txid: string, amountCents: number) {
      const path = `/api/charges/${txid}/refunds/${newTxid()}`
      expect((await at.send('PUT', path, { amountCents })).status).toBeLessThan(300)
      await vi.waitFor(
        async () => expect(await status(txid)).toMatchObject({ refundedCents: amountCents }),
        patience,
      )
    },
  }
}
