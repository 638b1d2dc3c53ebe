import type { AccountCredentials } from '../account/credentials.ts'
import { type AccountRefusal, isAccountRefusal, refuse } from '../account/refusal.ts'
import { Registration, readBody } from '../account/request.ts'
import type { Faults, Operation } from '../faults.ts'
import { type ProblemName, problem, type Refusal, type Reply } from '../problem.ts'
import { violation } from '../request.ts'
import type { Scope } from '../tokens.ts'
import type { Postman } from '../webhooks.ts'
import { iso } from '../wire-values.ts'
import type { Channel, Listener, World } from '../world.ts'
import { openDoor } from './account-door.ts'
import { type Call, type Endpoint, reply } from './api.ts'
import { isReceiver } from './webhook.ts'

/** Where notices of Pix Automático go: one URL for each channel, whoever's recurrence it is. */

type Names = {
  put: Operation
  get: Operation
  remove: Operation
  read: Scope
  write: Scope
  bad: ProblemName
}

const tags: Record<Exclude<Channel, 'account'>, Names> = {
  rec: {
    put: 'putWebhookRec',
    get: 'getWebhookRec',
    remove: 'deleteWebhookRec',
    read: 'webhookrec.read',
    write: 'webhookrec.write',
    bad: 'WebhookRecOperacaoInvalida',
  },
  cobr: {
    put: 'putWebhookCobR',
    get: 'getWebhookCobR',
    remove: 'deleteWebhookCobR',
    read: 'webhookcobr.read',
    write: 'webhookcobr.write',
    bad: 'WebhookCobROperacaoInvalida',
  },
}

/** Tags WebhookRec and WebhookCobR of API Pix 2.9.0. */
export function listenerEndpoints(world: World, faults: { current: Faults }, postman: Postman): Endpoint[] {
  return (['rec', 'cobr'] as const).flatMap((channel) => {
    const { bad, read, write, ...operations } = tags[channel]
    const path = `/webhook${channel}`

    async function put({ body }: Call): Promise<Reply> {
      const url: unknown = Object(body).webhookUrl
      const refused = (why: string) =>
        problem({ problem: bad, violations: [violation('webhookUrl', why, url)] })
      if (!isReceiver(url)) return refused('O campo webhookUrl não respeita o schema.')
      const why = faults.current.script.webhook.handshake
        ? await postman.handshake(url, world.ports.clock.now())
        : undefined
      if (why) return refused(why)
      register(world, channel, url)
      return { status: 200 }
    }

    // The document has no type of its own for this.
    const find = (): Listener | Refusal => world.listeners.get(channel) ?? { problem: 'NaoEncontrado' }
    return [
      { operation: operations.put, method: 'put', path, scope: write, takesJson: true, handle: put },
      {
        operation: operations.get,
        method: 'get',
        path,
        scope: read,
        handle: () =>
          reply(find(), 200, ({ webhookUrl, createdAt }: Listener) => ({
            webhookUrl,
            criacao: iso(createdAt),
          })),
      },
      {
        operation: operations.remove,
        method: 'delete',
        path,
        scope: write,
        handle() {
          const listener = find()
          if ('problem' in listener) return problem(listener)
          remove(world, channel)
          return { status: 204 }
        },
      },
    ]
  })
}

/** PUT, GET and DELETE /v1/autopix/webhook of the account provider, which tries the address out before it takes it. */
export function accountWebhookEndpoints(
  world: World,
  postman: Postman,
  credentials: AccountCredentials,
): Endpoint[] {
  const paths = ['/v1/autopix/webhook']
  const none = () => refuse(404, 'WEBHOOK_NOT_FOUND', 'There is no webhook.')
  const show = ({ webhookUrl, createdAt }: Listener) => ({ callbackAddress: webhookUrl, createdAt })

  async function put({ body }: Call): Promise<object | AccountRefusal> {
    const asked = readBody(Registration, body)
    if (isAccountRefusal(asked)) return asked
    const test = JSON.stringify({ message: 'This is a webhook configuration test' })
    const { status = 0, error } = await postman.post(asked.callbackAddress, test, 'psp')
    if (error !== undefined || status < 200 || status > 299) {
      const why = `callbackAddress: the test was not answered with success: ${error ?? `HTTP ${status}`}.`
      return refuse(422, 'WEBHOOK_TEST_FAILED', why)
    }
    return show(register(world, 'account', asked.callbackAddress))
  }

  const doors = [
    { operation: 'putAccountWebhook', method: 'put', paths, takesJson: true, handle: put },
    {
      operation: 'getAccountWebhook',
      method: 'get',
      paths,
      handle() {
        const listener = world.listeners.get('account')
        return listener ? show(listener) : none()
      },
    },
    {
      operation: 'deleteAccountWebhook',
      method: 'delete',
      paths,
      handle: () => (remove(world, 'account') ? undefined : none()),
    },
  ] as const
  return doors.flatMap((door) => openDoor(world, credentials, door))
}

function register(world: World, channel: Channel, webhookUrl: string): Listener {
  const listener: Listener = { channel, webhookUrl, createdAt: world.ports.clock.now() }
  world.listeners.set(channel, listener)
  world.save('listener', channel, listener)
  return listener
}

function remove(world: World, channel: Channel): boolean {
  world.save('listener', channel, undefined)
  return world.listeners.delete(channel)
}
