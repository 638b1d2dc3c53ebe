import { type LineList, Problem, paths, problems } from '@balcao/contracts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { apiRoutes } from '../app.ts'
import { createBus } from '../bus/bus.ts'
import { createOpening } from '../flows/create-charge.ts'
import { newTxid, patience, startWorld, type World } from '../testing/world.ts'
import type { Watched } from './health.ts'
import { payerRoutes } from './payer.ts'
import { terminalRoutes } from './terminals.ts'

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0]
type Content = Record<string, { schema: { $ref?: string } }>
type Operation = {
  summary: string
  parameters: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: { required: boolean; content: Content }
  responses: Record<string, { description: string; content?: Content }>
}
type Document = {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, JsonSchema> }
}

let world: World
let document: Document
beforeAll(async () => {
  world = await startWorld()
  document = (await world.api('GET', '/api/openapi.json')).json as Document
}, 60_000)
afterAll(() => world.close())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

describe('the document', () => {
  test('has the shape of OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    for (const { path, method, operation } of operations()) {
      const name = `${method} ${path}`
      expect(path, name).toMatch(/^\/[\w/{}.-]+$/)
      expect(['get', 'put', 'post', 'delete', 'patch'], name).toContain(method)
      expect(operation.summary, name).toMatch(/\S/)
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path')
      expect(
        declared.map((parameter) => parameter.name),
        name,
      ).toEqual(inPath)
      expect(
        declared.every(({ required }) => required),
        name,
      ).toBe(true)
      expect(Object.keys(operation.responses).length, name).toBeGreaterThan(0)
      for (const [status, { description }] of Object.entries(operation.responses)) {
        expect(status, name).toMatch(/^[1-5]\d\d$/)
        expect(description, name).toMatch(/\S/)
      }
    }
  })

  test('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, reference]) => reference,
    )
    expect(references.length).toBeGreaterThan(10)
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)
    for (const reference of references) expect(known).toContain(reference)
  })

  test('names every door that is mounted, and no other', () => {
    const documented = operations().map(({ path, method }) => `${method} ${path}`)
    expect(documented.toSorted()).toEqual(mounted().toSorted())
  })

  test('names every address that the screens know', () => {
    const asked = Object.values(paths).map((build) => (build as (...names: string[]) => string)('{a}', '{b}'))
    const shape = (path: string) => path.replaceAll(/\{\w+\}/g, '{}')
    expect(Object.keys(document.paths).map(shape).toSorted()).toEqual(asked.map(shape).toSorted())
  })

  test('says of every refusal that it is a problem', () => {
    for (const { path, method, operation } of operations())
      for (const [status, { content }] of Object.entries(operation.responses))
        if (Number(status) >= 400 && !(path === '/api/health'))
          expect(Object.keys(content ?? {}), `${method} ${path} ${status}`).toEqual([
            'application/problem+json',
          ])
  })
})

describe('what is really answered', () => {
  /** The schema that the document gives for an answer, as something that checks. */
  function check(path: string, method: string, status: number, type: string, json: unknown) {
    const content = document.paths[path]?.[method]?.responses[status]?.content?.[type]
    const name = content?.schema.$ref?.split('/').at(-1)
    if (name === undefined) throw new Error(`${method} ${path} says nothing of ${status} ${type}`)
    const { components } = document
    const result = z.fromJSONSchema({ ...(components.schemas[name] as object) } as JsonSchema).safeParse(json)
    expect(result.error?.issues, `${method} ${path} ${status}`).toBeUndefined()
  }

  test('is what the document says', async () => {
    const txid = newTxid()
    const one = '/api/charges/{txid}'
    const created = await world.api('PUT', `/api/charges/${txid}`, { amountCents: 2350, description: 'Pão' })
    check(one, 'put', created.status, 'application/json', created.json)
    const again = await world.api('PUT', `/api/charges/${txid}`, { amountCents: 2350, description: 'Pão' })
    check(one, 'put', again.status, 'application/json', again.json)
    await world.pay({ txid })
    await world.becomes(txid, 'paid')
    const paid = await world.api('GET', `/api/charges/${txid}`)
    check(one, 'get', 200, 'application/json', paid.json)
    const list = await world.api('GET', '/api/charges?limit=1')
    check('/api/charges', 'get', 200, 'application/json', list.json)
    const health = await world.api('GET', '/api/health')
    check('/api/health', 'get', 200, 'application/json', health.json)
    const screen = await world.screen()
    const snapshot = await screen.until(() => true)
    check('/api/terminals/{terminalId}/events', 'get', 200, 'text/event-stream', snapshot)
    screen.close()
    const charge = await world.create()
    const longer = await world.api('POST', `/api/charges/${charge.txid}/extend`, { minutes: 10 })
    check(`${one}/extend`, 'post', 200, 'application/json', longer.json)
    const cancelled = await world.api('POST', `/api/charges/${charge.txid}/cancel`)
    check(`${one}/cancel`, 'post', 200, 'application/json', cancelled.json)

    world.ahead.ms += 6_000
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Sao_Paulo' }).format(world.clock.now())
    const days = '/api/reconciliation'
    const read = await world.api('POST', days, { from: day, to: day })
    check(days, 'post', 202, 'application/json', read.json)
    const lines = await vi.waitFor(async () => {
      const found = await world.api('GET', `${days}/lines?from=${day}&to=${day}`)
      expect((found.json as LineList).lines).toHaveLength(1)
      return found
    }, patience)
    check(`${days}/lines`, 'get', 200, 'application/json', lines.json)
    const compared = await world.api('GET', `${days}?from=${day}&to=${day}`)
    check(days, 'get', 200, 'application/json', compared.json)
    const id = (lines.json as LineList).lines[0]?.id
    const looked = await world.api('POST', `${days}/lines/${id}/look-again`)
    check(`${days}/lines/{lineId}/look-again`, 'post', 200, 'application/json', looked.json)
    const noted = await world.api('POST', `${days}/lines/${id}/notes`, { text: 'Confere' })
    check(`${days}/lines/{lineId}/notes`, 'post', 201, 'application/json', noted.json)
  })

  test('and so is every refusal', async () => {
    const one = '/api/charges/{txid}'
    const charge = await world.create()
    await world.api('POST', `/api/charges/${charge.txid}/cancel`)
    const asked: [path: string, method: string, answer: Promise<{ status: number; json: unknown }>][] = [
      [one, 'put', world.api('PUT', '/api/charges/short', { amountCents: 1 })],
      [one, 'put', world.api('PUT', `/api/charges/${newTxid()}`, 'x', { 'content-type': 'text/plain' })],
      [one, 'put', world.api('PUT', `/api/charges/${newTxid()}`, { description: 'x'.repeat(20_000) })],
      [one, 'put', world.api('PUT', `/api/charges/${charge.txid}`, { amountCents: 1 })],
      [one, 'get', world.api('GET', `/api/charges/${newTxid()}`)],
      [`${one}/cancel`, 'post', world.api('POST', `/api/charges/${newTxid()}/cancel`)],
      [`${one}/extend`, 'post', world.api('POST', `/api/charges/${charge.txid}/extend`, { minutes: 1 })],
      ['/api/charges', 'get', world.api('GET', '/api/charges?limit=1000')],
      [
        '/api/pix/{endToEndId}/refunds/{refundId}',
        'put',
        world.api('PUT', '/api/pix/E1/refunds/d1', { amountCents: 1 }),
      ],
      ['/api/reconciliation', 'get', world.api('GET', '/api/reconciliation')],
      ['/api/reconciliation', 'post', world.api('POST', '/api/reconciliation', {})],
      ['/api/reconciliation/lines', 'get', world.api('GET', '/api/reconciliation/lines?kind=x')],
      ['/api/reconciliation/lines.csv', 'get', world.api('GET', '/api/reconciliation/lines.csv')],
      [
        '/api/reconciliation/lines/{lineId}/look-again',
        'post',
        world.api('POST', '/api/reconciliation/lines/pix-E1/look-again'),
      ],
      [
        '/api/reconciliation/lines/{lineId}/notes',
        'post',
        world.api('POST', '/api/reconciliation/lines/pix-E1/notes', { text: 'a' }),
      ],
      ['/api/terminals/{terminalId}/events', 'get', world.api('GET', '/api/terminals/A/events')],
      [
        '/api/terminals/{terminalId}/current',
        'put',
        world.api('PUT', '/api/terminals/a/current', { txid: newTxid() }),
      ],
      [
        '/api/terminals/{terminalId}/painted',
        'post',
        world.api('POST', '/api/terminals/a/painted', { version: 1 }),
      ],
    ]
    for (const [path, method, waiting] of asked) {
      const answer = await waiting
      expect(answer.status).toBeGreaterThanOrEqual(400)
      check(path, method, answer.status, 'application/problem+json', answer.json)
      const name = Problem.parse(answer.json).type.replace('/problems/', '')
      expect(Object.keys(problems)).toContain(name)
      const said = document.paths[path]?.[method]?.responses[answer.status]?.description
      expect(said, `${method} ${path}`).toContain(name)
    }
  })
})

/** Every door on the API's side, read off the router itself. */
function mounted(): string[] {
  const clock = { now: Date.now, after: () => () => {} }
  const deps = {
    clock,
    bus: createBus(),
    opening: createOpening(Date.now),
    reconciling: {},
  } as unknown as Parameters<typeof apiRoutes>[0] & Parameters<typeof terminalRoutes>[0]
  const watched = { build: '', screens: () => 0 } as unknown as Watched
  const access = { deps: { clock }, shop: {} } as unknown as Parameters<typeof apiRoutes>[3]
  const payer = payerRoutes({ bus: createBus(), clock } as never, undefined)
  const api = apiRoutes(deps, terminalRoutes(deps, {} as never, ''), watched, access, payer)
  type Layer = { route?: { path: string; methods: Record<string, boolean> }; handle?: { stack?: Layer[] } }
  const routes = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) =>
      route === undefined
        ? routes(handle?.stack ?? [])
        : Object.keys(route.methods).map((method) => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`),
    )
  return routes(api.stack as unknown as Layer[]).filter((name) => name.includes('/api'))
}
