import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * Axe finds nothing on what the page shows now. It looks in the page itself, since none of ours has a frame: to put the findings of frames
 * together it would open one more page each time.
 */
export async function expectAccessible(page: Page, found: 'nothing' | 'nothing serious' = 'nothing') {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  const matters = violations.filter(
    ({ impact }) => found === 'nothing' || impact === 'serious' || impact === 'critical',
  )
  expect(matters.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}

/** The same of both colour schemes. A page that is told of another one while it is open takes it up, as when evening comes. */
export async function expectAccessibleInBoth(page: Page, found?: 'nothing' | 'nothing serious') {
  for (const colorScheme of ['light', 'dark'] as const) {
    // At once, not through the colours between: axe would read those.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectAccessible(page, found)
  }
}

export async function expectNothingCutOff(page: Page) {
  const isCutOff = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(isCutOff, 'nothing is wider than the screen').toBe(false)
}
