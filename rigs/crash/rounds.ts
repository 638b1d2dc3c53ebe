import { createRandom } from '../../sim/random.ts'
import { type Displays, openDisplays } from '../load/displays.ts'
import { startWeighing } from '../load/growth.ts'
import { createJournal, type Journal } from '../load/journal.ts'
import { startLoad } from '../load/load.ts'
import { heldToAll, look } from '../load/look.ts'
import type { Complaint } from '../load/promise.ts'
import { brokenPromises } from '../load/promises.ts'
import { openShop, type Shop } from '../shop.ts'
import { type Point, points } from './points.ts'

/** Each shop is struck about so often and then looked through to its end: what it remembers is read whole after every round. */
const roundsOfAShop = points.length
const tills = 8
const terminals = 4
const names = Array.from({ length: terminals }, (_, index) => `caixa-${index + 1}`)
const settleLookMs = 50
/** Codes that nobody pays come to their end while others are sold. */
const expirationSeconds = 30
/** The BFF rests from a PSP that it could not reach for up to half a minute; tills that wait for longer are forgotten. */
const answersLimitMs = 90_000

type Random = ReturnType<typeof createRandom>
export type Wanted = {
  rounds: number
  seed: number
  /** Before each strike the tills have up to so many answers: the ledger is not always young. */
  answersBefore: number
  /** Shops side by side: quicker on two cores, and each start is slower. */
  atOnce: number
  /** What is open at a start is verified within this, measured from when it serves again. */
  settleLimitMs: number
  /** The round under way is the last; what was found until then is told. */
  signal?: AbortSignal
  /** Told after each round. */
  onRound?: (soFar: Pick<Result, 'rounds' | 'acknowledged' | 'complaints'>) => void
}
export type Result = {
  rounds: number
  acknowledged: number
  complaints: (Complaint & { point: string })[]
  /** From the spawn to the first 200 of GET /api/health, for each start on a ledger that was there. */
  restartsMs: number[]
  /** From the spawn until everything that was open is known, for the last start of each shop. */
  settledMs: number[]
  /** How often each point was come by, and how often it was waited for in vain. */
  reached: Map<string, number>
  missed: Map<string, number>
  /** Folders with the ledger and the log of shops that broke a promise. */
  kept: string[]
}
type World = {
  shop: Shop
  journal: Journal
  displays: Displays
  random: Random
  result: Result
  wanted: Wanted
}

/** Strikes a real BFF in front of a real PSP so many times, and holds it to what it has said. */
export async function crash(wanted: Wanted): Promise<Result> {
  const { rounds, seed, atOnce } = wanted
  const random = createRandom(seed)
  const result: Result = {
    rounds: 0,
    acknowledged: 0,
    complaints: [],
    restartsMs: [],
    settledMs: [],
    reached: new Map(points.map(({ name }) => [name, 0])),
    missed: new Map(),
    kept: [],
  }
  await compileOnce()
  const lives = livesOf(rounds, random).map((life) => ({ life, random: random.fork() }))
  const street = async () => {
    for (let next = lives.pop(); next !== undefined && !wanted.signal?.aborted; next = lives.pop())
      await live(next.life, next.random, wanted, result)
  }
  await Promise.all(Array.from({ length: atOnce }, street))
  return result
}

/** What Node has compiled it keeps for the next start, but writes it down only where a process ends by itself: as after an update. */
async function compileOnce() {
  const shop = await openShop()
  await shop.startBff()
  await shop.bff.end()
  await shop.close()
}

/** Every point comes once before any comes again, in an order of the seed's own. */
function livesOf(rounds: number, random: Random): Point[][] {
  const deck: Point[] = []
  while (deck.length < rounds) deck.push(...shuffled(points, random))
  const shops = Math.ceil(rounds / roundsOfAShop)
  return Array.from({ length: shops }, (_, shop) =>
    deck.slice(Math.floor((shop * rounds) / shops), Math.floor(((shop + 1) * rounds) / shops)),
  )
}

/** One shop, from its first day to the end of these strikes. */
async function live(life: readonly Point[], random: Random, wanted: Wanted, result: Result) {
  // Half of the PSPs tell everything three times, the latest first.
  const webhook = random.pick([{}, { reorder: true, duplicate: 2 }])
  const shop = await openShop(
    { CHARGE_EXPIRATION_SECONDS: `${expirationSeconds}` },
    // All who are asking at that moment find the token taken back.
    { webhook, rules: [{ probability: 0.01, revokeToken: true }] },
  )
  let isBroken = false
  const complain = (found: Complaint[], point: string) => {
    isBroken ||= found.length > 0
    result.complaints.push(...found.map((one) => ({ ...one, point })))
  }
  let displays: Displays | undefined
  try {
    await shop.startBff()
    // While a screen is open, as in a shop, the PSP is asked for news every three seconds.
    displays = openDisplays({
      ...{ count: terminals, terminals: names, random: random.fork() },
      port: () => shop.bff.port,
    })
    const world: World = { shop, journal: createJournal(), displays, random, result, wanted }
    for (const point of life) {
      if (wanted.signal?.aborted) return
      const before = world.journal.acknowledged
      complain(await strikeOnce(world, point), point.name)
      result.rounds += 1
      result.acknowledged += world.journal.acknowledged - before
      wanted.onRound?.(result)
    }
    complain(await settle(world), 'at the end')
  } finally {
    displays?.close()
    if (isBroken) result.kept.push(shop.dataDir)
    await shop.close({ isKept: isBroken })
  }
}

async function strikeOnce(world: World, point: Point): Promise<Complaint[]> {
  const { shop, journal, random, result } = world
  const grownSince = startWeighing(shop)
  const grown: Complaint[] = []
  const load = startLoad(
    Array.from({ length: tills }, (_, index) => ({
      shop,
      journal,
      random: random.fork(),
      terminalId: names[index % terminals] ?? '',
    })),
  )
  const kill = () => {
    shop.bff.signal('SIGKILL')
    void load.stop()
  }
  try {
    await answers(journal, random.whole(1, world.wanted.answersBefore))
    grown.push(...grownSince())
    const isReached = await point.strike({ shop, journal, random, kill })
    count(isReached ? result.reached : result.missed, point.name)
  } finally {
    await load.stop()
  }
  await shop.noFaults()
  if (point.isFatal) {
    await shop.bff.ended
    await restart(world)
  }
  return [...grown, ...brokenPromises(journal, await look(shop))]
}

/** Waits for so many more, and not for ever. */
function answers(journal: Journal, more: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('The tills are not answered any more')), answersLimitMs)
    journal.afterAcknowledgements(more, () => {
      clearTimeout(limit)
      resolve()
    })
  })
}

/** Starts it again, and waits until a sale can be made. */
async function restart({ shop, result }: World): Promise<void> {
  const spawnedAtMs = performance.now()
  await shop.startBff()
  const health = await shop.api('GET', '/api/health')
  if (health === 'no-answer' || health.status !== 200)
    throw new Error(`The BFF has started and is not well: ${JSON.stringify(health)}`)
  result.restartsMs.push(performance.now() - spawnedAtMs)
}

/** Kills it once more, and waits until nothing is open that can be known. */
async function settle(world: World): Promise<Complaint[]> {
  const { shop, result } = world
  const { settleLimitMs } = world.wanted
  await shop.bff.end('SIGKILL')
  const spawnedAtMs = performance.now()
  await restart(world)
  const limits = { limitMs: settleLimitMs, everyMs: settleLookMs }
  const { complaints, settledAtMs } = await heldToAll(world, limits)
  result.settledMs.push(settledAtMs - spawnedAtMs)
  return complaints
}

const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((value) => ({ value, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value)
}
