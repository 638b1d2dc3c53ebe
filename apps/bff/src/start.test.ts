import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readSettings, SettingsError } from './env.ts'
import { startBff } from './start.ts'
import { StoreError } from './store/errors.ts'
import { openLedger } from './testing/ledger.ts'
import { newTxid, patience, problemOf, startWorld, type World } from './testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

/** What a start on these settings says: its refusal, or that it went well. */
async function start(change: Record<string, string>): Promise<string> {
  const settings = readSettings({
    DATA_DIR: world.dataDir,
    PORT: '0',
    WEBHOOK_PORT: '0',
    SANDBOX_PORT: `${world.settings.SANDBOX_PORT}`,
    ...change,
  })
  try {
    const running = await startBff(settings, pino({ level: 'silent' }))
    await running.close()
    return 'started'
  } catch (error) {
    if (error instanceof SettingsError || error instanceof StoreError) return error.message
    throw error
  }
}

/** A folder with the same certificates and no ledger yet. */
function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'balcao-start-'))
  folders.push(dir)
  const pki = join(dir, 'pki')
  mkdirSync(pki)
  for (const name of names) copyFileSync(join(world.pkiDir, name), join(pki, name))
  return dir
}
const folders: string[] = []
afterAll(() => {
  for (const dir of folders) rmSync(dir, { recursive: true, force: true })
})
const names = [
  'ca.pem',
  'client.pem',
  'client.key',
  'server.pem',
  'server.key',
  'psp.pem',
  'credentials.json',
  'account.json',
]

describe('a start that cannot go well is refused with a sentence, and holds nothing afterwards', () => {
  test('where a port is in use, naming the setting', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = typeof address === 'object' ? `${address?.port}` : ''
    const dir = folder()
    expect(await start({ DATA_DIR: dir, PORT: port })).toMatch(new RegExp(`PORT ${port} is in use`))
    expect(await start({ DATA_DIR: dir, WEBHOOK_PORT: port })).toMatch(
      new RegExp(`WEBHOOK_PORT ${port} is in use`),
    )
    taken.close()
    expect(await start({ DATA_DIR: dir, PORT: port })).toBe('started')
  })

  test('where another BFF runs on the same folder', async () => {
    expect(await start({})).toMatch(/another BFF runs on this DATA_DIR/)
    expect((await world.api('GET', '/api/health')).status).toBe(200)
  })

  test('where DATABASE_URL leads nowhere, and no other ledger is begun instead', async () => {
    const dir = folder()
    const message = await start({ DATA_DIR: dir, DATABASE_URL: 'postgres://balcao:segredo@127.0.0.1:1/loja' })
    expect(message).toMatch(/loja at 127.0.0.1:1 does not answer .* DATABASE_URL/)
    expect(message).not.toContain('segredo')
    expect(existsSync(join(dir, 'balcao.sqlite'))).toBe(false)
  })

  test('where another program has locked the ledger', async () => {
    const dir = folder()
    expect(await start({ DATA_DIR: dir })).toBe('started')
    const other = new DatabaseSync(join(dir, 'balcao.sqlite'))
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    expect(await start({ DATA_DIR: dir })).toMatch(/balcao.sqlite is locked by another program/)
    other.close()
    expect(await start({ DATA_DIR: dir })).toBe('started')
  })

  test('where the ledger is damaged', async () => {
    const dir = folder()
    writeFileSync(join(dir, 'balcao.sqlite'), 'this is no ledger'.repeat(500))
    expect(await start({ DATA_DIR: dir })).toMatch(/balcao.sqlite is damaged .* Restore the latest backup/)
  })

  test.each([
    ['a file', () => join(folder(), 'pki', 'ca.pem')],
    ['a place that cannot be written', () => '/sys/balcao'],
    ['a name with NUL', () => 'x\0y'],
  ])('where DATA_DIR is %s', async (_sentence, dir) => {
    const message = await start({ DATA_DIR: dir() })
    expect(message).toContain('DATA_DIR')
    expect(message).not.toContain('damaged')
  })

  const damage: [sentence: string, change: (pki: string) => void, names: RegExp][] = [
    [
      'credentials that are no JSON',
      (pki) => writeFileSync(join(pki, 'credentials.json'), '{'),
      /credentials\.json/,
    ],
    [
      'credentials without a secret',
      (pki) => writeFileSync(join(pki, 'credentials.json'), '{"clientId":"a","chave":"b"}'),
      /credentials\.json.*clientSecret/,
    ],
    [
      'a key of another certificate',
      (pki) => copyFileSync(join(pki, 'server.key'), join(pki, 'client.key')),
      /client\.key/,
    ],
    ['a certificate that is none', (pki) => writeFileSync(join(pki, 'client.pem'), 'x'), /client\.pem/],
    ['no certificate of its own', (pki) => rmSync(join(pki, 'client.pem')), /client\.pem/],
    ['no authority', (pki) => rmSync(join(pki, 'ca.pem')), /ca\.pem/],
    ['no certificate of the PSP', (pki) => rmSync(join(pki, 'psp.pem')), /psp\.pem/],
    ['no key for the webhook', (pki) => rmSync(join(pki, 'server.key')), /server\.key/],
    [
      'a webhook certificate that does not fit its key',
      (pki) => copyFileSync(join(pki, 'client.pem'), join(pki, 'server.pem')),
      /server\.pem/,
    ],
  ]
  test('where a PSP is chosen and its credentials are not given, naming the settings', async () => {
    const message = await start({ DATA_DIR: folder(), PSP: 'cielo' })
    expect(message).toBe('The start is refused: PSP_CLIENT_ID, PSP_CHAVE, PSP_CLIENT_SECRET must be given.')
  })

  test.each(damage)('where there is %s, naming the file', async (_sentence, change, named) => {
    const dir = folder()
    change(join(dir, 'pki'))
    const message = await start({ DATA_DIR: dir })
    expect(message).toMatch(/^The start is refused: /)
    expect(message).toMatch(named)
  })
})

describe('a ledger that another program holds for a while', () => {
  test('refuses what would have to be written, loses nothing, and is used again afterwards', async () => {
    const charge = await world.create()
    const letGo = openLedger(world.dataDir).lock()
    const txid = newTxid()
    const refused = await world.api('PUT', `/api/charges/${txid}`, { amountCents: 1 })
    expect(problemOf(refused)).toMatchObject({ status: 503, name: 'store-unavailable' })
    expect(problemOf(await world.api('POST', `/api/charges/${charge.txid}/cancel`))).toMatchObject({
      status: 503,
    })
    const health = await world.api('GET', '/api/health')
    expect([health.status, health.json]).toMatchObject([503, { status: 'down', store: { status: 'down' } }])
    expect(await world.charge(charge.txid)).toEqual(charge)
    await world.pay(charge)
    letGo()
    expect(await world.becomes(charge.txid, 'paid')).toMatchObject({ flags: [] })
    expect((await world.state()).cobs.map((cob) => cob.txid)).not.toContain(txid)
    expect((await world.api('PUT', `/api/charges/${txid}`, { amountCents: 1 })).status).toBe(201)
    expect((await world.api('GET', '/api/health')).status).toBe(200)
  })
})

test('a ledger that is held between the intent and the PSP’s answer: the sale is found again, and nobody says it was not made', async () => {
  const txid = newTxid()
  await world.faults({ rules: [{ match: { operation: 'putCob', txid }, delayResponseMs: 500 }] })
  const answer = world.api('PUT', `/api/charges/${txid}`, { amountCents: 1 })
  await vi.waitFor(
    async () => expect((await world.state()).cobs.some((cob) => cob.txid === txid)).toBe(true),
    patience,
  )
  const letGo = openLedger(world.dataDir).lock()
  const problem = problemOf(await answer)
  letGo()
  expect(problem).toMatchObject({ status: 503, name: 'store-unavailable' })
  expect(problem.detail).not.toMatch(/nothing was changed/)
  await world.becomes(txid, 'awaiting')
  await world.noFaults()
})

test('nothing that the log says is a secret, a token, a code to pay or a person', async () => {
  const cpf = '52998224725'
  const { clientId, clientSecret, chave } = JSON.parse(
    readFileSync(join(world.pkiDir, 'credentials.json'), 'utf8'),
  )
  const token = `canary-${newTxid()}`
  const charge = await world.create(newTxid(), { amountCents: 2350, description: `CPF ${cpf}` })
  await world.pay(charge, { payer: { cpf, nome: 'Maria Canário' }, infoPagador: `de ${cpf}` })
  await world.becomes(charge.txid, 'paid')
  const problem = {
    type: 'https://pix.bcb.gov.br/api/v2/error/RequisicaoInvalida',
    title: 'Não',
    status: 400,
    detail: `A chave ${chave} de Maria Canário, ${cpf}`,
    violacoes: [{ razao: `CPF ${cpf}`, propriedade: 'cob.devedor.cpf', valor: cpf }],
  }
  const lines = world.logged.length
  for (const rules of [
    [{ match: { operation: '*' }, problem }],
    [{ match: { operation: '*' }, body: `{"cpf":"${cpf}","nome":"Maria Canário","txid":` }],
    [
      {
        match: { operation: '*' },
        body: { text: `<html>${cpf} Maria Canário ${chave}</html>`, contentType: 'text/html' },
      },
    ],
    [
      { match: { operation: 'token' }, body: JSON.stringify({ access_token: token }) },
      { match: { operation: 'putCob' }, status: 401 },
    ],
    [{ match: { operation: 'token' }, status: 401 }],
  ]) {
    await world.faults({ rules })
    await world.control('POST', '/tokens/revoke')
    await world.api('PUT', `/api/charges/${newTxid()}`, { amountCents: 1, description: cpf })
    // Registration, sweep, and everything else that comes by itself.
    const before = world.logged.length
    world.ahead.ms += 7 * 3_600_000
    await vi.waitFor(() => expect(world.logged.length).toBeGreaterThan(before + 2), patience)
    await world.calm()
  }
  await world.control('POST', '/webhooks/forge', {
    body: { pix: [{ endToEndId: 'E1', txid: charge.txid, infoPagador: cpf }] },
  })
  await world.control('POST', '/webhooks/forge', { body: `{"cpf":"${cpf}"` })
  const letGo = openLedger(world.dataDir).lock()
  await world.api('PUT', `/api/charges/${newTxid()}`, { amountCents: 1, description: cpf })
  letGo()

  const said = world.logged.join('')
  expect(world.logged.length).toBeGreaterThan(lines + 10)
  const canaries = {
    clientSecret,
    basic: Buffer.from(`${clientId}:${clientSecret}`).toString('base64'),
    token,
    bearer: 'Bearer ',
    cpf,
    name: 'Canário',
    code: charge.pixCopiaECola ?? 'none',
    codeOfAny: 'br.gov.bcb.pix',
    chave,
    key: 'PRIVATE KEY',
  }
  for (const [name, canary] of Object.entries(canaries)) expect(said.includes(canary), name).toBe(false)
  // And what helps to find a fault is still there.
  expect(said).toContain(charge.txid)
  expect(said).toMatch(/"code":"(unavailable|malformed-reply|unauthorized)"/)
})
