import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { lockedShop, signIn, test } from './locked-shop.ts'
import { expect } from './world.ts'

test.use({ settings: lockedShop })

test('a page of another site sends a form here, and nothing comes of it', async ({ till, boss, world }) => {
  await signIn(till, 'Gerente')
  const before = await (await boss.get('/api/shops')).text()
  // As a form must be sent that has no leave to be asked first, with the cookies that a browser would add.
  const form = `<form method="post" enctype="text/plain" action="${world.url}/api/session/end"><input name='{"a":"' value='"}'></form>`
  const evil = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<title>outra</title>${form}<script>document.forms[0].submit()</script>`)
  })
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
  try {
    // By another name than the shop's, so that it is another site.
    const { port } = evil.address() as AddressInfo
    const answer = till.waitForResponse((response) => response.url().endsWith('/api/session/end'))
    await till.goto(`http://127.0.0.1:${port}/`).catch(() => {})
    expect((await answer).status()).toBe(403)
  } finally {
    evil.close()
  }
  await till.goto(`${world.url}/entrar/`)
  await expect(till.getByRole('heading', { name: 'Você entrou como Gerente' })).toBeVisible()
  expect(await (await boss.get('/api/shops')).text()).toBe(before)
})
