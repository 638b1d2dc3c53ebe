import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { screens } from '@balcao/contracts'
import express from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemError, problemHandler } from '../problem.ts'
import { createSecurityHeaders, readBuild, screenRoutes } from './screens.ts'

let dist: string
const servers: Server[] = []
beforeAll(() => {
  dist = join(mkdtempSync(join(tmpdir(), 'balcao-dist-')), 'dist')
  const files: [path: string, text: string][] = [
    ...Object.values(screens).map((page): [string, string] => [page, `<title>${page}</title>`]),
    ['assets/app-1234.js', 'let a'],
    ['assets/app-1234.js.br', 'compressed'],
    ['sw.js', 'let w'],
    ['.env', 'SECRET=1'],
    ['build.json', '{"build":"abc"}'],
    ['../secret.txt', 'outside'],
  ]
  for (const [path, text] of files) {
    mkdirSync(dirname(join(dist, path)), { recursive: true })
    writeFileSync(join(dist, path), text)
  }
})
afterAll(() => {
  for (const server of servers) server.close()
  rmSync(dirname(dist), { recursive: true })
})

async function serve(folder: string): Promise<string> {
  const app = express()
  app.use(createSecurityHeaders(), screenRoutes(folder))
  app.use(() => {
    throw new ProblemError('not-found')
  })
  app.use(problemHandler(pino({ level: 'silent' })))
  const server = createServer(app)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { redirect: 'manual', headers })

test.each(Object.entries(screens))('%s is its page, never kept without asking', async (address, page) => {
  const reply = await get((await serve(dist)) + address)
  expect([reply.status, await reply.text()]).toEqual([200, `<title>${page}</title>`])
  expect(reply.headers.get('cache-control')).toBe('no-cache')
  expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
})

test('printers are for the till alone', async () => {
  const policies = Object.keys(screens).map(async (address) => {
    const reply = await get((await serve(dist)) + address)
    return [address, reply.headers.get('permissions-policy')]
  })
  for (const [address, policy] of await Promise.all(policies))
    expect(policy, `${address}`).toBe(
      address === '/caixa/' ? 'usb=(self), serial=(self)' : 'usb=(), serial=()',
    )
})

test('an address without its slash is sent on to the one with it', async () => {
  const reply = await get(`${await serve(dist)}/caixa`)
  expect([reply.status, reply.headers.get('location')]).toEqual([308, '/caixa/'])
})

test('a hashed file is kept for ever, and comes compressed as it was built', async () => {
  const reply = await get(`${await serve(dist)}/assets/app-1234.js`, { 'accept-encoding': 'br' })
  expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(reply.headers.get('content-encoding')).toBe('br')
  await reply.body?.cancel().catch(() => {})
})

test('the service worker is always asked for again', async () => {
  expect((await get(`${await serve(dist)}/sw.js`)).headers.get('cache-control')).toBe('no-cache')
})

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/.env',
  '/%2eenv',
  '/nowhere',
  '/%ff',
])('%s is nothing', async (path) => {
  const reply = await get((await serve(dist)) + path)
  expect(reply.status).toBe(404)
  expect(await reply.text()).not.toMatch(/outside|SECRET/)
})

test('a page takes no POST', async () => {
  expect((await fetch(`${await serve(dist)}/caixa/`, { method: 'POST' })).status).toBe(404)
})

describe('screens that were never built', () => {
  test('do not keep the server from starting, and say what is missing', async () => {
    const missing = join(dist, 'nowhere')
    expect(readBuild(missing)).toBe('none')
    const reply = await get(`${await serve(missing)}/caixa/`)
    expect(reply.status).toBe(404)
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(await reply.text()).toContain('npm run build')
  })
})

test('the build is read from the disk', () => {
  expect(readBuild(dist)).toBe('abc')
})
