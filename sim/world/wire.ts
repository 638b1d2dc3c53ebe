import type { Outgoing } from '../../apps/bff/src/wire/transport.ts'
import { revokeTokens } from '../../apps/sandbox/src/tokens.ts'
import { PixError, type PixReply } from '../../packages/pix/src/index.ts'
import type { Random } from '../random.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Occasion } from '../sometimes.ts'
import type { Swarm } from '../swarm.ts'
import { type Asked, type Bank, credentials } from './bank.ts'
import { messageOfPayer, payer } from './canaries.ts'

/** Everything that left for the PSP, for the invariants about what we send. */
export type Sent = {
  operation: string
  path: string
  body: string | undefined
  /** What the PSP has answered, whether or not anybody heard it. */
  status?: number
}

export type Wire = ReturnType<typeof createWire>

/** The network between the BFF and the PSP. Each call has a fate of its own; a call that is under way goes on without its caller. */
export function createWire(
  scheduler: Scheduler,
  random: Random,
  swarm: () => Swarm,
  bank: Bank,
  note: (line: string) => void,
  count: (occasion: Occasion) => void,
) {
  const sent: Sent[] = []
  let awayUntilMs = 0

  function call(outgoing: Outgoing, deadlineMs: number): Promise<PixReply> {
    const operation = bank.operationOf(outgoing)
    const one: Sent = { operation, path: new URL(outgoing.url).pathname, body: outgoing.body }
    sent.push(one)
    return new Promise<PixReply>((resolve, reject) => {
      const fail = () =>
        reject(new PixError('unavailable', 'The PSP did not answer in time, or the connection broke'))
      scheduler.after(deadlineMs, `wire: deadline of ${operation}`, fail)
      void travel(outgoing, one, resolve, fail)
    })
  }

  async function travel(
    asked: Asked,
    one: Sent,
    resolve: (reply: PixReply) => void,
    fail: () => void,
  ): Promise<void> {
    const { operation } = one
    const { psp } = swarm()
    const delayMs = () =>
      random.chance(psp.slow) ? random.whole(1_000, 25_000) : random.whole(1, Math.max(1, psp.delayMs))
    const fate = fateOf()
    await scheduler.pause(delayMs(), `wire: ${operation} arrives`)
    if (scheduler.now() < awayUntilMs) {
      count('PSP away')
      return random.chance(0.5) ? fail() : resolve(away())
    }
    if (fate === 'request lost') {
      count('request to the PSP lost')
      note(`wire: ${operation} is lost`)
      return random.chance(0.5) ? fail() : undefined
    }
    if (fate === 'token refused' && operation !== 'token') {
      count('token refused')
      revokeTokens(bank.world)
    }
    const reply =
      fate === 'failed' ? broken(random) : fate === 'too many' ? tooMany() : await work(asked, operation)
    one.status = reply.status
    note(
      `wire: ${operation} ${asked.method} ${new URL(asked.url).pathname.slice(-40)} → ${reply.status} ${fate}`,
    )
    await scheduler.pause(delayMs(), `wire: answer to ${operation}`)
    if (fate === 'answer lost') {
      count('answer of the PSP lost')
      return random.chance(0.5) ? fail() : undefined
    }
    if (fate === 'applied then failed') {
      count('applied and then 500')
      return resolve(broken(random))
    }
    resolve(reply)
  }

  async function work(asked: Asked, operation: string): Promise<PixReply> {
    const { psp, shifts } = swarm()
    const isListedLate = operation === 'listPix' && shifts.ofEachTill > 0 && shifts.listedAfterMs > 0
    if (random.chance(psp.lagging) || isListedLate) {
      const lagMs = isListedLate ? shifts.listedAfterMs : random.whole(1, psp.lagMs)
      const stale = await bank.staleAnswer(asked, lagMs)
      if (stale !== undefined) {
        if (operation === 'getCob') count('PSP answers from a replica that lags')
        return withHeaders(stale)
      }
    }
    return withHeaders(await bank.answer(asked))
  }

  function fateOf() {
    const { psp } = swarm()
    const dice = [
      ['request lost', psp.requestLost],
      ['answer lost', psp.answerLost],
      ['failed', psp.failed],
      ['applied then failed', psp.appliedThenFailed],
      ['too many', psp.tooMany],
      ['token refused', psp.tokenRefused],
    ] as const
    return dice.find(([, probability]) => random.chance(probability))?.[0] ?? 'well'
  }

  const withHeaders = (reply: {
    status: number
    headers?: Record<string, string>
    contentType?: string
    body?: string
  }): PixReply => ({
    status: reply.status,
    headers: {
      date: new Date(scheduler.now()).toUTCString(),
      'content-type': reply.contentType,
      ...Object.fromEntries(
        Object.entries(reply.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    },
    body: reply.body ?? '',
  })

  return {
    call,
    sent,
    goAway: (ms: number) => {
      awayUntilMs = Math.max(awayUntilMs, scheduler.now() + ms)
    },
    comeBack: () => {
      awayUntilMs = 0
    },
  }
}

/** A problem that says more than it should, as those of PSPs do. */
const talkative = {
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({
    type: 'https://pix.bcb.gov.br/api/v2/error/ErroInternoDoServidor',
    title: 'Erro interno',
    status: 500,
    detail: `A chave ${credentials.chave} de ${payer.nome} não respondeu`,
    violacoes: [{ razao: `CPF ${payer.cpf}`, propriedade: 'cob.devedor.cpf', valor: payer.cpf }],
  }),
}
const page = `<html><body>Em manutenção. Sessão ${messageOfPayer}, chave ${credentials.chave}</body></html>`
const html = (status: number): PixReply => ({ status, headers: { 'content-type': 'text/html' }, body: page })
const away = () => html(503)
const broken = (random: Random) => {
  const status = random.pick([500, 502, 503, 504, 200])
  return random.chance(0.5) ? html(status) : { ...html(status), ...talkative }
}
const tooMany = (): PixReply => ({ status: 429, headers: { 'retry-after': '2' }, body: '' })
