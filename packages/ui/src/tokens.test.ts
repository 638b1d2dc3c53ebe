import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast, inSrgb, type Oklch } from './oklch.ts'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8').replaceAll('"', "'")

/** The custom properties of the rule with this selector that are one plain OKLCH colour. */
function colours(selector: string): Map<string, Oklch> {
  const rule = css.slice(css.indexOf(`${selector} {`))
  const found = new Map<string, Oklch>()
  for (const [, name = '', l, c, h] of rule
    .slice(0, rule.indexOf('}'))
    .matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g)) {
    found.set(name, { lightness: Number(l), chroma: Number(c), hue: Number(h) })
  }
  return found
}

const light = colours(':root')
const darkBySystem = colours(":root:not([data-theme='light'])")
const darkByChoice = colours(":root[data-theme='dark']")
const dark = new Map([...light, ...darkByChoice])

function ratio(theme: Map<string, Oklch>, one: string, other: string): number {
  const [a, b] = [theme.get(one), theme.get(other)]
  if (!a || !b) throw new Error(`tokens.css has no ${a ? other : one}`)
  return contrast(a, b)
}

test('the checker agrees with known figures', () => {
  const white = { lightness: 1, chroma: 0, hue: 0 }
  expect(contrast(white, { lightness: 0, chroma: 0, hue: 0 })).toBeCloseTo(21, 1)
  // #767676, the lightest grey that passes AA on white: 4.54 (WebAIM).
  expect(contrast(white, { lightness: 0.5654, chroma: 0, hue: 0 })).toBeCloseTo(4.54, 1)
})

test('dark by the system and dark by choice are one theme', () => {
  expect(darkBySystem.size).toBeGreaterThan(10)
  expect([...darkBySystem]).toEqual([...darkByChoice])
})

test('no paper is dark, whatever the screen is that prints it', () => {
  const around = (selector: string) => css.slice(0, css.indexOf(`${selector} {`)).trimEnd()
  for (const selector of [":root:not([data-theme='light'])", ":root[data-theme='dark']"])
    expect(around(selector)).toMatch(/@media screen[^{}]*\{$/)
})

test('with reduced motion nothing of the kit moves', () => {
  const reduced = css.slice(css.indexOf('(prefers-reduced-motion: reduce)'))
  for (const name of css.matchAll(/--(motion[\w-]*): \d+ms;/g)) expect(reduced).toContain(`--${name[1]}: 0s;`)
  expect([...css.matchAll(/--motion[\w-]*: \d+ms;/g)]).toHaveLength(2)
})

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_, theme) => {
  test.each([...theme.keys()])('%s is a colour that any screen can show', (name) => {
    expect(inSrgb(theme.get(name) ?? { lightness: 2, chroma: 0, hue: 0 })).toBe(true)
  })

  test.each([
    // What a customer reads at 60 cm, on the display and the kiosk.
    ['ink', 'surface', 7],
    ['ink', 'surface-raised', 7],
    ['ink-muted', 'surface', 7],
    ['on-paid', 'paid-fill', 7],
    ['plate-ink', 'plate', 21],
    // Any other text (WCAG 2.2, 1.4.3).
    ['ink-muted', 'surface-raised', 4.5],
    ['accent', 'surface', 4.5],
    ['accent', 'surface-raised', 4.5],
    ['accent', 'accent-soft', 4.5],
    ['on-accent', 'accent', 4.5],
    ['paid', 'surface', 4.5],
    ['paid', 'surface-raised', 4.5],
    ['attention', 'surface', 4.5],
    ['attention', 'surface-raised', 4.5],
    ['attention', 'attention-soft', 4.5],
    ['danger', 'surface', 4.5],
    ['danger', 'surface-raised', 4.5],
    ['danger', 'danger-soft', 4.5],
    ['on-danger', 'danger-fill', 4.5],
    ['ink', 'accent-soft', 4.5],
    ['ink', 'attention-soft', 4.5],
    ['ink', 'danger-soft', 4.5],
    ['ink-muted', 'accent-soft', 4.5],
    // Shapes (1.4.11). The ring stands 2 px off its element, so its neighbour is the surface.
    ['focus', 'surface', 3],
    ['focus', 'surface-raised', 3],
    ['danger-fill', 'surface', 3],
    ['on-paid', 'paid-fill', 3],
  ])('%s on %s is at least %d', (one, other, least) => {
    // A tenth of a percent of slack: 21 comes out as 20.99… through the matrices.
    expect(ratio(theme, one, other)).toBeGreaterThanOrEqual(least * 0.999)
  })
})
