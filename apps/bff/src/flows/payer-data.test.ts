import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { knock } from '../testing/knock.ts'
import { openLedger } from '../testing/ledger.ts'
import { patience, startWorld, type World } from '../testing/world.ts'

/** Canaries: what the PSP says of whoever pays. */
const cpf = '52998224725'
const name = 'Fulana Canária de Tal'
const message = 'recado do pagador 7391'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

/** A sale with everything that a PSP may say of its payer, on every way that it may say it, and what reads the PSP besides. */
async function sell() {
  const charge = await world.create()
  const payer = { payer: { cpf, nome: name }, infoPagador: `${message} ${cpf}` }
  const endToEndId = await world.pay(charge, payer)
  await world.becomes(charge.txid, 'paid')
  const told = {
    ...{ endToEndId, txid: charge.txid, valor: '23.50', horario: '2026-11-22T14:00:00Z' },
    ...{ infoPagador: message, pagador: { cpf, nome: name }, gnExtras: { pagador: { nome: name, cpf } } },
  }
  expect(await knock(world, { body: JSON.stringify({ pix: [told] }) })).toEqual({ status: 200 })
  const ledger = openLedger(world.dataDir)
  await vi.waitFor(
    () => expect(ledger.inbox().filter((row) => row.handled_at_ms === null)).toEqual([]),
    patience,
  )
  const today = new Date(world.clock.now() - 3 * 3_600_000).toISOString().slice(0, 10)
  await world.api('POST', '/api/reconciliation', { from: today, to: today })
  await vi.waitFor(async () => {
    const read = await world.api('GET', `/api/reconciliation?from=${today}&to=${today}`)
    expect(read.text).toContain('"status":"done"')
  }, patience)
  await world.api('PUT', `/api/charges/${charge.txid}/refunds/d1`, { amountCents: 100 })
  return { charge, endToEndId, today }
}

test('what a PSP says of a payer is in no file, no log, no answer and no export', async () => {
  const { charge, endToEndId, today } = await sell()
  const display = await world.screen('caixa-1', 'display')
  await display.until(({ charges }) => charges.length > 0)
  const answers = await Promise.all(
    [
      ...['/api/charges', `/api/charges/${charge.txid}`, '/api/webhook', '/api/health'],
      `/api/reconciliation/lines?from=${today}&to=${today}`,
      `/api/reconciliation/lines.csv?from=${today}&to=${today}`,
    ].map(async (path) => (await world.api('GET', path)).text),
  )
  await world.stopBff()
  const files = readdirSync(world.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^sandbox/.test(entry.name))
    .map(
      (entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name)).toString('latin1')] as const,
    )
  await world.startBff()
  expect(files.map(([file]) => file)).toContain('balcao.sqlite')
  // What is to be found is found: the id of the very Pix that carried all of it.
  expect(files.some(([, text]) => text.includes(endToEndId))).toBe(true)
  const said = [
    ...files,
    ['log', world.logged.join('')],
    ['answers', answers.join('')],
    ['display', display.text()],
  ]
  for (const canary of [cpf, name, Buffer.from(name).toString('latin1'), message, '529.982.247-25'])
    for (const [where, text] of said) expect(text?.includes(canary), `${canary} in ${where}`).toBe(false)
})

test('what people typed about a Pix is erased where somebody asks for it, and the audit says so', async () => {
  const description = 'Encomenda da Ana 4471'
  const charge = await world.create(undefined, { amountCents: 500, description })
  const endToEndId = await world.pay(charge)
  await world.becomes(charge.txid, 'paid')
  expect((await world.api('POST', `/api/pix/${endToEndId}/forget`)).status).toBe(204)
  expect(await world.charge(charge.txid)).toMatchObject({
    description: null,
    status: 'paid',
    receivedCents: 500,
  })
  const [row] = openLedger(world.dataDir).audit(`pix:${endToEndId}`)
  expect(row).toMatchObject({ action: 'pix-forgotten', actor: 'key' })
  expect((await world.api('POST', '/api/pix/E404/forget')).status).toBe(404)
})

test('old texts and wrong PINs are erased by themselves, and the audit is kept', async () => {
  const description = 'Encomenda de Beto 9163'
  const charge = await world.create(undefined, { amountCents: 700, description })
  await world.pay(charge)
  await world.becomes(charge.txid, 'paid')
  expect((await world.api('POST', '/api/session', { name: 'Beto', pin: '480213' })).status).toBe(403)
  expect(openLedger(world.dataDir).guessed()).toMatchObject([{ subject: expect.stringMatching(/^address:/) }])
  const before = openLedger(world.dataDir).audit('charge:').length
  await world.waitOut(1826 * 24 * 3_600_000)
  // The first round comes a minute after a start.
  await world.stopBff()
  await world.startBff()
  await vi.waitFor(async () => expect((await world.charge(charge.txid)).description).toBeNull(), patience)
  expect(openLedger(world.dataDir).guessed()).toEqual([])
  expect(openLedger(world.dataDir).audit('charge:').length).toBeGreaterThanOrEqual(before)
})
