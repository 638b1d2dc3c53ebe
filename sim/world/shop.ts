import type { Channel } from '../../apps/sandbox/src/world.ts'
import type { StreamView } from '../../packages/contracts/src/index.ts'
import { PayerApiError } from '../../packages/payer-api/src/index.ts'
import { PixError } from '../../packages/pix/src/index.ts'
import type { History } from '../history.ts'
import type { Parts } from '../parts.ts'
import type { Random } from '../random.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Occasion } from '../sometimes.ts'
import type { Swarm } from '../swarm.ts'
import { createBank } from './bank.ts'
import { createDisk, isDiskFailure, type Medium } from './disk.ts'
import type { Answer, Asked } from './door.ts'
import { createScreen, type Screen } from './screen.ts'
import { type Server, type Surroundings, startServer } from './server.ts'
import { createShopNetwork } from './shop-network.ts'
import { createWire } from './wire.ts'

/** The sandbox waits this long for the shop's door to answer a callback. */
const deliveryPatienceMs = 5_000
const startAgainMs = 1_000

export type ShopSettings = {
  scheduler: Scheduler
  random: Random
  /** As the seed drew it. */
  drawn: Swarm
  /** As it is now. */
  swarm: () => Swarm
  medium: Medium
  parts: Parts
  /** Something was committed. */
  onCommit: () => void
  /** Something is otherwise at the PSP, on a screen or on the wire. */
  onChange: () => void
  note: (line: string) => void
  count: (occasion: Occasion) => void
}
export type Shop = ReturnType<typeof openShop>

/** A PSP, a disk, networks, screens and a BFF that lives, dies and is started again. Nothing happens in it by chance alone. */
export function openShop(settings: ShopSettings) {
  const { scheduler, random, drawn, swarm, medium, parts, onCommit, onChange, note, count } = settings
  let server: Server | undefined
  let isStarting = false
  const kept: Surroundings['kept'] = { offByMs: undefined }
  let isSafe = false
  const surprises: unknown[] = []
  const screens: Screen[] = []
  const history: History = {
    presses: [],
    acceptedCharges: new Map(),
    acceptedRefunds: new Map(),
    askedRefunds: new Map(),
    refundsElsewhere: new Set(),
    acceptedWebhooks: [],
    refused: new Map(),
    deeds: new Set(),
    offers: [],
    shiftWishes: new Map(),
    acceptedShifts: new Map(),
    consents: new Map(),
    agreedTo: new Set(),
    log: [],
  }
  const [bankDice, diskDice, wireDice, shopDice, doorDice, deathDice, serverDice] = [
    random.fork(),
    random.fork(),
    random.fork(),
    random.fork(),
    random.fork(),
    random.fork(),
    random.fork(),
  ]
  const there = () => server
  const bank = createBank(scheduler, bankDice, swarm, post, onChange)
  const disk = createDisk(medium, scheduler, diskDice, swarm, {
    onCommit,
    onFailure: () => count('commit failed'),
    syncs: parts.syncs,
  })
  const wire = createWire(scheduler, wireDice, swarm, bank, onWire, count)
  const network = createShopNetwork(
    scheduler,
    shopDice,
    swarm,
    there,
    { parts, answered, surprised },
    history.deeds,
  )

  /** What the PSP says and a disk that fails are expected; anything else is a bug, as is a write that no disk would take. */
  function surprised(error: unknown) {
    if (error instanceof PixError || error instanceof PayerApiError || isDiskFailure(error)) return
    surprises.push(error)
  }

  /** The moment between the PSP's answer and our commit is the worst one to die in. */
  function onWire(line: string) {
    note(line)
    if (drawn.server.kills === 0 || isSafe || !/putCob|putRefund|patchCob/.test(line)) return
    if (!deathDice.chance(0.04)) return
    count('killed between PSP and commit')
    scheduler.after(deathDice.whole(0, 20), 'the BFF is killed after the PSP has worked', kill)
  }

  function answered(asked: Asked, { status }: Answer) {
    onChange()
    note(`bff: ${asked.kind} ${asked.txid.slice(0, 6)} → ${status}`)
    if (status >= 300) return
    const press = history.presses.find(({ txid }) => txid === asked.txid)
    if (asked.kind === 'create' && press) history.acceptedCharges.set(asked.txid, press)
    if (asked.kind === 'refund')
      history.acceptedRefunds.set(asked.id, { txid: asked.txid, amountCents: asked.amountCents })
  }

  /** The PSP's callback on its way to our door. */
  async function post(body: string, channel?: Channel): Promise<{ status?: number; error?: string }> {
    const { deliveryMs, answerLost } = swarm().webhook
    await scheduler.pause(doorDice.whole(1, Math.max(1, deliveryMs)), 'webhook arrives')
    if (server === undefined) return { error: 'nobody is there' }
    const kept = server.take(body, channel).then(
      () => {
        if (channel !== undefined) return { status: 200 }
        history.acceptedWebhooks.push(body)
        count('webhook kept')
        return { status: 200 }
      },
      () => ({ status: 503 }),
    )
    const silence = scheduler.pause(deliveryPatienceMs, 'webhook: nobody answers')
    const result = await Promise.race([kept, silence.then(() => ({ error: 'no answer' }))])
    if (!doorDice.chance(answerLost)) return result
    count('webhook told again')
    return { error: 'the answer was lost' }
  }

  /** It is there when it has read what it keeps for itself. */
  async function start() {
    if (server !== undefined || isStarting) return
    isStarting = true
    note('the BFF starts')
    try {
      server = await startServer({
        ...{ scheduler, random: serverDice, swarm: drawn, disk, bank, wire, parts, kept, surprised },
        logged: (line) => history.log.push(line),
      })
    } catch (error) {
      if (!isDiskFailure(error)) throw error
      // Its ledger cannot be written: it ends, and whoever watches over it starts it again.
      count('start refused')
      scheduler.after(startAgainMs, 'the BFF is started again', start)
    } finally {
      isStarting = false
    }
  }

  function kill() {
    if (server === undefined || isSafe) return
    const powerLost = deathDice.chance(drawn.server.powerLoss)
    note(powerLost ? 'the power is lost' : 'the BFF is killed')
    count(powerLost ? 'power lost' : 'killed')
    server.kill()
    server = undefined
    if (disk.crash({ powerLost }) > 0) count('killed while a commit waits')
    scheduler.after(deathDice.whole(100, 100 + drawn.server.restartMs), 'the BFF is started again', start)
  }

  return {
    bank,
    disk,
    wire,
    network,
    screens,
    history,
    server: there,
    post,
    start,
    kill,
    /** Dies, and is there again before anything else happens. */
    restart(): Promise<void> {
      server?.kill()
      server = undefined
      return start()
    },
    addScreen(terminalId: string, view: StreamView, name: string): Screen {
      const tell = { changed: onChange, count }
      const screen = createScreen(
        { terminalId, view, name },
        scheduler,
        random.fork(),
        swarm,
        there,
        parts,
        tell,
      )
      screens.push(screen)
      return screen
    },
    /** From here on nobody kills anybody, and whoever lies dead is started. */
    makeSafe() {
      isSafe = true
      wire.comeBack()
      void start()
    },
    surprised,
    /** What was thrown and has no name, once. */
    takeSurprise: () => surprises.shift(),
    close() {
      server?.kill()
    },
  }
}
