import { expect, test } from 'vitest'
import { isPublic, placeOf, publicLookup } from './location.ts'

const own = { ownHost: 'localhost:4443' }

test.each([
  ['pix.example.com/qr/v2/1', 'https://pix.example.com/qr/v2/1'],
  ['https://pix.example.com/jwks', 'https://pix.example.com/jwks'],
  ['localhost:4443/qr/v2/1', 'https://localhost:4443/qr/v2/1'],
])('%s is a place to go to', (address, url) => {
  expect(placeOf(address, own)?.url.href).toBe(url)
})

test.each([
  'localhost/qr',
  'localhost:4444/qr',
  'http://pix.example.com/qr',
  'file:///etc/passwd',
  'pix.example.com:8443/qr',
  'user@pix.example.com/qr',
  'user:secret@localhost:4443/qr',
  '127.0.0.1/qr',
  '2130706433/qr',
  '0x7f.1/qr',
  '127.1/qr',
  '[::1]/qr',
  '[::ffff:10.0.0.1]/qr',
  'intranet/qr',
  'printer.local/qr',
  'db.internal/qr',
  'pix.example.com./qr',
  'pix.example.com/qr#fragment',
  '',
])('%s is none', (address) => {
  expect(placeOf(address, own)).toBeUndefined()
})

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['172.31.255.255', false],
  ['172.32.0.0', true],
  ['192.168.1.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['::ffff:8.8.8.8', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['2001:db8::1', false],
  ['2002:0a00:0001::', false],
  ['not an address', false],
])('the address %s is public: %s', (address, answer) => {
  expect(isPublic(address)).toBe(answer)
})

test('a name that leads into a private network is not connected to', async () => {
  const error = await new Promise<Error | null>((resolve) =>
    publicLookup('localhost', { all: false }, (failed) => resolve(failed)),
  )
  expect(error?.message).toContain('no public address')
})
