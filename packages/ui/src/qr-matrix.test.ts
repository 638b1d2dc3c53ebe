import jsqr from 'jsqr'
import { describe, expect, test } from 'vitest'
import { type QrMatrix, qrMatrix } from './qr-matrix.ts'

// Its types speak of a `default` inside the module; its code exports the function itself.
const decode = jsqr as unknown as typeof jsqr.default

const dynamic =
  '00020101021226800014br.gov.bcb.pix2558pix.example.com/qr/v2/9d36b84fc70b478fb95c12729b90ca255204000053039865802BR5917PADARIA DO BAIRRO6009SAO PAULO62070503***63041D3D'

/** The path as a camera would see it: `scale` pixels a module, four modules of white around. */
function paint({ size, path }: QrMatrix, scale: number) {
  const side = (size + 8) * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = (Number(y) + 4) * scale; row < (Number(y) + 5) * scale; row++) {
      for (let column = (Number(x) + 4) * scale; column < (Number(x) + 4 + Number(width)) * scale; column++) {
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3)
      }
    }
  }
  return decode(pixels, side, side)?.data
}

describe('a decoder that is not ours reads back the same text', () => {
  test.each([
    ['a dynamic code', dynamic],
    ['capitals, that a careless writer would fold', dynamic.toUpperCase()],
    ['figures alone', '123456789012345678901234567890'],
    ['the longest that API Pix may return', dynamic.padEnd(512, 'aB3')],
    ['accents, in UTF-8', 'Açaí & pão de queijo'],
  ])('%s', (_, text) => {
    expect(paint(qrMatrix(text), 3)).toBe(text)
  })
})

test('mixed segments make a smaller symbol than plain bytes would', () => {
  // 161 characters at level M need 53 modules in bytes alone.
  expect(dynamic.length).toBeGreaterThanOrEqual(155)
  expect(qrMatrix(dynamic).size).toBeLessThanOrEqual(49)
})
