import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { startProgram, withKey } from '../rigs/processes.ts'
import { nowMs, openBrowser, type Watched, watch } from './browser.ts'
import { newFolder, startBff, startSandbox } from './processes.ts'
import { connectPsp, newCob } from './psp-client.ts'
import { compare, quantile, type Round } from './samples.ts'
import { pay, putFaults } from './sandbox-control.ts'
import type { Row } from './table.ts'

const rounds = 4
const perRound = 26
const warmUps = 6
const amountCents = 2350
/** Displays that wait at once without webhooks, and how often: each payment waits for the sweep, so they wait together. */
const displaysWithoutWebhook = 6
const roundsWithoutWebhook = 5

/** Opens a charge, waits until its code is on the glass, pays it, and says how long "Pago" took to get there. */
type Pipeline = () => Promise<number>

/** From the customer's bank to the customer's eye, with the screens as they are built. */
export async function painted(): Promise<Row[]> {
  const browser = await openBrowser()
  try {
    // Each side has a PSP of its own, since a key has one webhook.
    const ours = await startOurs()
    const bare = await startBare()
    const display = await watch(browser, `${ours.url}/visor/?terminal=caixa-1`)
    const settleOurs = () => ours.settle('caixa-1', display)
    const settleBare = bare.settler(await watch(browser, bare.url))
    await alternate(warmUps, settleOurs, settleBare)
    const measured: Round[] = []
    for (let round = 0; round < rounds; round++)
      measured.push(await alternate(perRound, settleOurs, settleBare))

    await putFaults(ours.controlPort, { webhook: { drop: true } })
    const displays = await Promise.all(
      Array.from({ length: displaysWithoutWebhook }, async (_, index) => {
        const terminalId = `caixa-${index + 2}`
        const watched = await watch(browser, `${ours.url}/visor/?terminal=${terminalId}`)
        return () => ours.settle(terminalId, watched)
      }),
    )
    const withoutWebhook: number[] = []
    for (let round = 0; round < roundsWithoutWebhook; round++)
      withoutWebhook.push(...(await Promise.all(displays.map((settle) => settle()))))

    const pooled = [
      {
        ours: measured.flatMap((round) => round.ours),
        baseline: measured.flatMap((round) => round.baseline),
      },
    ]
    const row = {
      part: 'painted',
      unit: 'ms',
      baselineName:
        'the same steps in bench/bare-pipeline.ts: webhook, GET, one synced write, event, one word',
    } as const
    return [
      { ...row, name: 'Settled → painted, p50', ...compare(measured, 0.5), target: { ratioAtMost: 1.5 } },
      // A round is too short for a p99 of its own.
      { ...row, name: 'Settled → painted, p99', ...compare(pooled, 0.99), target: { ratioAtMost: 2 } },
      {
        ...row,
        name: 'Settled → painted without webhooks, p99',
        baselineName: 'none',
        ours: quantile(withoutWebhook, 0.99),
        target: { oursAtMost: 5_000 },
      },
    ]
  } finally {
    await browser.close()
  }
}

async function alternate(count: number, ours: Pipeline, bare: Pipeline): Promise<Round> {
  const round: Round = { ours: [], baseline: [] }
  for (let index = 0; index < count; index++) {
    round.ours.push(await ours())
    round.baseline.push(await bare())
  }
  return round
}

async function startOurs() {
  const dataDir = newFolder()
  const sandbox = await startSandbox(dataDir)
  const bff = await startBff(dataDir, sandbox.port)
  const url = `http://localhost:${bff.port}`
  return {
    url,
    controlPort: sandbox.controlPort,
    async settle(terminalId: string, display: Watched): Promise<number> {
      const reply = await fetch(`${url}/api/charges/${newTxid()}`, {
        method: 'PUT',
        headers: { ...withKey, 'content-type': 'application/json' },
        body: JSON.stringify({ amountCents, terminalId }),
      })
      if (reply.status !== 201)
        throw new Error(`PUT /api/charges answered ${reply.status}: ${await reply.text()}`)
      const { pixCopiaECola } = (await reply.json()) as { pixCopiaECola: string }
      return paidAfter(display, sandbox.controlPort, pixCopiaECola)
    },
  }
}

async function startBare() {
  const dataDir = newFolder()
  const sandbox = await startSandbox(dataDir)
  const bare = await startProgram('bench/bare-pipeline.ts', { arguments: [dataDir, String(sandbox.port)] })
  const psp = await connectPsp(dataDir, sandbox.port, 1)
  const url = `http://localhost:${bare.port}`
  return {
    url,
    settler: (display: Watched) => async () => {
      const cob = await psp.call('PUT', `/cob/${newTxid()}`, newCob(psp.chave, amountCents))
      await fetch(url, { method: 'POST' })
      return paidAfter(display, sandbox.controlPort, JSON.parse(cob).pixCopiaECola)
    },
  }
}

async function paidAfter(display: Watched, controlPort: number | undefined, code: string): Promise<number> {
  await display.painted('Aguardando pagamento')
  // A customer looks first: the screen's own movement is over, and the payment is in step with no frame, second or sweep.
  await pause(250 + Math.random() * 120)
  const settledAtMs = nowMs()
  const [paintedAtMs] = await Promise.all([display.painted('Pago'), pay(controlPort, code)])
  return paintedAtMs - settledAtMs
}

const newTxid = () => randomUUID().replaceAll('-', '')
