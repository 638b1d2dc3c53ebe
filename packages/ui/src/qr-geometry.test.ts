import { describe, expect, test } from 'vitest'
import { QUIET_MODULES, qrGeometry } from './qr-geometry.ts'

describe('the plate is the largest with whole device pixels for each module', () => {
  test.each([
    // modules, box in CSS px, density → device px per module, plate in CSS px
    [49, 328, 1, 5, 285],
    [49, 328, 2, 11, 313.5],
    [49, 328, 3, 17, 323],
    [49, 328, 2.625, 15, 855 / 2.625],
    [53, 680, 1, 11, 671],
    [57, 900, 1, 13, 845],
    [49, 57, 1, 1, 57],
    [49, 56.9, 1, 1, 57],
    [49, 0, 1, 1, 57],
    // The browser's zoom at 110 %.
    [49, 400, 1.1, 7, 399 / 1.1],
  ])('%i modules in %d px at density %d', (modules, box, dpr, modulePx, plateCssPx) => {
    expect(qrGeometry(modules, box, dpr)).toEqual({ modulePx, across: modules + 8, plateCssPx })
  })

  test('it never leaves the box, and one pixel more per module would', () => {
    for (let modules = 21; modules <= 177; modules += 4) {
      for (const dpr of [1, 1.25, 1.5, 2, 2.625, 3]) {
        for (const box of [200, 328, 512.5, 1040]) {
          const { modulePx, plateCssPx, across } = qrGeometry(modules, box, dpr)
          expect(across).toBe(modules + 2 * QUIET_MODULES)
          expect(Number.isInteger(modulePx)).toBe(true)
          expect(plateCssPx).toBeLessThanOrEqual(box + 1e-9)
          expect(((modulePx + 1) * across) / dpr).toBeGreaterThan(box)
        }
      }
    }
  })
})
