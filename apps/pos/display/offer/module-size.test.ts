import { expect, test } from 'vitest'
import { moduleMm, type Panel, readableMm } from './module-size.ts'

const wide: Panel = { widthCssPx: 1280, heightCssPx: 800, dpr: 1, inches: undefined }
/** The longest composite code of 306 characters has 65 modules, with its segments chosen well. */
const longest = 65

test.each<[string, Panel, number, boolean]>([
  ['10.1 inches, the plate as large as the screen allows', { ...wide, inches: 10.1 }, 560, true],
  ['8 inches, with its plate beside the terms', { ...wide, inches: 8 }, 480, false],
  ['a phone', { widthCssPx: 360, heightCssPx: 740, dpr: 3, inches: 6.1 }, 330, false],
  ['22 inches', { widthCssPx: 1920, heightCssPx: 1080, dpr: 1, inches: 21.5 }, 700, true],
  ['a tablet that nobody has measured', wide, 640, true],
])('on %s the longest composite code can be read: %o', (_, panel, boxCssPx, isReadable) => {
  expect(moduleMm(longest, boxCssPx, panel) >= readableMm).toBe(isReadable)
})

test('a module is a whole number of the screen’s own pixels', () => {
  // 480 pixels for 73 modules with the quiet zone: 6 each, at 0.159 mm.
  expect(moduleMm(longest, 480, wide)).toBeCloseTo(0.9525, 4)
})
