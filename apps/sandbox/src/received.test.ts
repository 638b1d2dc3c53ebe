import fc from 'fast-check'
import { expect, test } from 'vitest'
import { putPix, receivedIn } from './received.ts'
import type { Pix, World } from './world.ts'

const pixOf = (id: number, paidAt: number) => ({ endToEndId: `E${id}`, paidAt }) as Pix
const received = () => ({ pix: new Map(), pixByTime: [] }) as unknown as World

test('a window has what a look at every Pix finds, oldest first and as they came', () => {
  const some = fc.array(fc.tuple(fc.nat(12), fc.nat(9)), { maxLength: 30 })
  fc.assert(
    fc.property(some, fc.integer({ min: -1, max: 10 }), fc.nat(10), (arrivals, from, length) => {
      const world = received()
      const last = new Map<string, Pix>()
      for (const [id, paidAt] of arrivals) {
        const pix = pixOf(id, paidAt)
        putPix(world, pix)
        last.delete(pix.endToEndId)
        last.set(pix.endToEndId, pix)
      }
      const window = { from, to: from + length }
      const found = [...last.values()].filter(({ paidAt }) => paidAt >= from && paidAt <= from + length)
      expect(receivedIn(world, window)).toEqual(found.sort((one, other) => one.paidAt - other.paidAt))
      expect(world.pix.size).toBe(last.size)
    }),
  )
})
