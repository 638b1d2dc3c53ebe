import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openBrowser } from '../testing/browser.ts'
import { newTxid, problemOf, startWorld, type World } from '../testing/world.ts'

/**
 * Behind a door that lets somebody in there are ids: in the address, in a body, in a query. Here each door that takes one is asked for
 * what is another terminal's, in requests that would do something, by everybody who belongs to one terminal.
 */
type Sender = 'operator' | 'till' | 'display' | 'kiosk'
const senders: readonly Sender[] = ['operator', 'till', 'display', 'kiosk']

let world: World
const browsers = new Map<Sender, Browser>()
const ids = new Map<string, string>()
/** With the key of the shop's own software. */
const asKey = (method: string, path: string, body?: object) => world.api(method, path, body)

beforeAll(async () => {
  world = await startWorld()
  const ana = { name: 'Ana', role: 'operator', refundLimitCents: null, isActive: true, pin: '570913' }
  expect((await asKey('PUT', `/api/people/${newTxid()}`, ana)).status).toBe(200)
  for (const sender of senders) {
    const browser = openBrowser(world)
    browsers.set(sender, browser)
    await pair(browser, sender === 'operator' ? 'till' : sender)
  }
  const signIn = await browsers.get('operator')?.send('POST', '/api/session', { name: 'Ana', pin: '570913' })
  expect(signIn?.status).toBe(204)
  for (const terminal of ['own', 'other']) {
    const terminalId = terminal === 'own' ? 'caixa-1' : 'caixa-2'
    for (const what of ['awaiting', 'paid']) {
      const txid = newTxid()
      ids.set(`${terminal} ${what}`, txid)
      expect((await asKey('PUT', `/api/charges/${txid}`, { amountCents: 100, terminalId })).status).toBe(201)
    }
    const txid = String(ids.get(`${terminal} paid`))
    ids.set(`${terminal} pix`, await world.pay({ txid }))
    await world.becomes(txid, 'paid')
    const opened = await asKey('POST', `/api/terminals/${terminalId}/shift/open`, { attention: [] })
    ids.set(`${terminal} shift`, (opened.json as { shift: { shiftId: string } }).shift.shiftId)
    const recurrenceId = newTxid()
    ids.set(`${terminal} recurrence`, recurrenceId)
    const offered = await asKey('PUT', `/api/recurrences/${recurrenceId}`, { ...offer, terminalId })
    expect(offered.status, offered.text).toBe(201)
  }
}, 120_000)
afterAll(() => world.close())

const offer = {
  ...{ contract: '63100862', frequency: 'monthly', firstDay: '2100-01-05', fixedCents: 2950 },
  ...{ retryPolicy: 'none', debtor: { name: 'Ana Souza', document: '12345678909' } },
}

async function pair(browser: Browser, kind: string) {
  const { json } = await browser.send('POST', '/api/pairings', { kind })
  const { pairingId, code, secret } = json as { pairingId: string; code: string; secret: string }
  await asKey('POST', '/api/pairings/claim', { code, name: kind, terminalId: 'caixa-1' })
  await asKey('POST', `/api/pairings/${pairingId}/confirm`)
  await browser.send('POST', `/api/pairings/${pairingId}/state`, { secret })
}

/** `{other paid}` stands for that id. Who of all senders is let in to what is their own terminal's follows the sentence. */
type Row = [request: string, body: object | undefined, ownFor: readonly Sender[]]
const everybody = senders
const rows: Row[] = [
  ['GET /api/charges/{awaiting}', undefined, ['operator', 'kiosk']],
  ['GET /api/charges/{paid}', undefined, ['operator', 'kiosk']],
  ['GET /api/charges/{paid}/timeline', undefined, ['operator']],
  ['GET /api/charges/{paid}/receipt', undefined, ['operator']],
  ['POST /api/charges/{paid}/receipt/prints', {}, ['operator']],
  ['GET /api/charges?terminalId={terminal}', undefined, ['operator']],
  ['GET /api/shifts?terminalId={terminal}', undefined, ['operator']],
  ['GET /api/shifts/{shift}', undefined, ['operator']],
  ['GET /api/recurrences/{recurrence}', undefined, ['operator']],
  ['PUT /api/terminals/{terminal}/current', { txid: '{paid}' }, ['operator', 'kiosk']],
  ['PUT /api/terminals/caixa-1/current', { txid: '{paid}' }, ['operator', 'kiosk']],
  ['POST /api/terminals/{terminal}/painted', { txid: '{paid}', version: 1 }, everybody],
  ['POST /api/terminals/caixa-1/painted', { txid: '{paid}', version: 1 }, everybody],
  ['POST /api/terminals/{terminal}/proofs', { endToEndId: '{pix}' }, ['operator']],
  ['POST /api/terminals/caixa-1/proofs', { endToEndId: '{pix}', txid: '{paid}' }, ['operator']],
  ['PUT /api/terminals/{terminal}/offer', { recurrenceId: '{recurrence}' }, ['operator']],
  ['PUT /api/terminals/caixa-1/offer', { recurrenceId: '{recurrence}' }, ['operator']],
  ['PUT /api/recurrences/{new}', { ...offer, terminalId: 'caixa-1', txid: '{awaiting}' }, ['operator']],
  ['POST /api/charges/{awaiting}/extend', { minutes: 10 }, ['operator', 'kiosk']],
  ['PUT /api/charges/{paid}/refunds/{new}', { amountCents: 1 }, ['operator']],
  ['POST /api/recurrences/{recurrence}/cancel', undefined, ['operator']],
  ['POST /api/charges/{awaiting}/cancel', undefined, ['operator', 'kiosk']],
  ['POST /api/terminals/{terminal}/shift/close', { shiftId: '{shift}' }, ['operator']],
]

const fill = (text: string, terminal: 'own' | 'other') =>
  text
    .replaceAll('{terminal}', terminal === 'own' ? 'caixa-1' : 'caixa-2')
    .replaceAll('{new}', () => newTxid())
    .replaceAll(/\{(\w+)\}/g, (_, what: string) => String(ids.get(`${terminal} ${what}`)))

function ask(sender: Sender, [request, body]: Row, terminal: 'own' | 'other') {
  const [method = '', path = ''] = fill(request, terminal).split(' ')
  const filled = body && JSON.parse(fill(JSON.stringify(body), terminal))
  return (browsers.get(sender) as Browser).send(method, path, filled)
}

/** Nothing in a refusal is of the other terminal, and it reads as if there were no such thing. */
const refusals = /^(unauthenticated|forbidden|other-terminal|[a-z-]*not-found)$/

test.each(rows)('%s of another terminal is answered to nobody, and of the own one to few', async (...row) => {
  for (const sender of senders) {
    const refused = problemOf(await ask(sender, row, 'other'))
    expect(refused.name, sender).toMatch(refusals)
    for (const id of ['other paid', 'other awaiting', 'other pix', 'other shift'])
      expect(JSON.stringify(refused), sender).not.toContain(ids.get(id))
  }
  for (const sender of senders) {
    const { status, text } = await ask(sender, row, 'own')
    if (row[2].includes(sender)) expect(status, `${sender}: ${text}`).toBeLessThan(300)
    else expect([401, 403], `${sender}: ${text}`).toContain(status)
  }
})

test.each([
  ['operator', 200, 200],
  ['till', 401, 200],
  ['display', 401, 200],
  ['kiosk', 401, 200],
] as const)(
  'of the streams of the own terminal %s hears the till’s (%i) and the customer’s (%i)',
  async (sender, ofTill, ofCustomer) => {
    const cookie = [...(browsers.get(sender)?.cookies ?? [])]
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
    const statusOf = async (terminalId: string, view: string) => {
      const stop = new AbortController()
      const url = `${world.url}/api/terminals/${terminalId}/events?view=${view}`
      const { status } = await fetch(url, { headers: { cookie }, signal: stop.signal })
      stop.abort()
      return status
    }
    expect(await statusOf('caixa-1', 'till')).toBe(ofTill)
    expect(await statusOf('caixa-1', 'display')).toBe(ofCustomer)
    for (const view of ['till', 'display']) expect(await statusOf('caixa-2', view)).toBe(403)
  },
)
