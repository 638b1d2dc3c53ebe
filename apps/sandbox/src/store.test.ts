import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Merchant, newTxid, openMerchant, openReceiver } from './merchant.ts'
import { restore } from './restore.ts'
import { startSandbox } from './start.ts'
import { createWorld, systemPorts } from './world.ts'

let merchant: Merchant
beforeAll(async () => {
  merchant = await openMerchant()
})
afterAll(() => merchant.close())

test('a restart forgets nothing but the faults and the counts', async () => {
  const receiver = await openReceiver(merchant.pki)
  await merchant.api('PUT', `/webhook/${merchant.chave}`, { webhookUrl: receiver.url })
  const txids = Array.from({ length: 3 }, newTxid)
  for (const txid of txids) await merchant.api('PUT', `/cob/${txid}`, merchant.cob())
  await merchant.api('PATCH', `/cob/${txids[0]}`, { solicitacaoPagador: 'x' })
  const { body: cob } = await merchant.api('GET', `/cob/${txids[1]}`)
  const { body: paid } = await merchant.control('POST', '/pay', { pixCopiaECola: cob.pixCopiaECola })
  await merchant.api('PUT', `/pix/${paid.endToEndId}/devolucao/d1`, { valor: '1.00' })
  await merchant.sandbox.settle()
  await merchant.control('PUT', '/faults', { latencyMs: 1 })
  const before = (await merchant.control('GET', '/state')).body

  await merchant.restart()
  const after = (await merchant.control('GET', '/state')).body
  const host = `localhost:${merchant.sandbox.port}`
  expect(after).toEqual({
    ...before,
    merchant: { ...before.merchant, host },
    faults: { ...before.faults, script: { ...before.faults.script, latencyMs: 0 } },
    calls: {},
    atOnce: {},
  })
  // The token too: the server that gave it knows it still.
  expect((await merchant.api('GET', `/cob/${txids[0]}?revisao=0`)).body.revisao).toBe(0)

  const { body: again } = await merchant.api('PUT', `/cob/${txids[2]}`, merchant.cob())
  expect(again).toMatchObject({ revisao: 0, loc: { id: 3 } })
  expect((await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob())).body.loc.id).toBe(4)
  merchant.clock.at += 1000
  await merchant.sandbox.settle()
  expect((await merchant.api('GET', `/pix/${paid.endToEndId}/devolucao/d1`)).body.status).toBe('DEVOLVIDO')
  await receiver.close()
})

test('a charge that was kept before there were two types is an immediate one', () => {
  const world = createWorld({} as never, systemPorts, () => {})
  restore(world, 'cob', { txid: 'x', status: 'ATIVA' })
  expect(world.charges.get('x')).toEqual({ txid: 'x', status: 'ATIVA', tipoCob: 'cob' })
})

test('a second sandbox on the same folder is refused', async () => {
  const env = { SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' }
  await expect(startSandbox({ dataDir: merchant.folder, env })).rejects.toThrow(/another sandbox runs on it/)
})
