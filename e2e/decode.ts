import type { Locator } from '@playwright/test'
import jsQR from 'jsqr'
import { PNG } from 'pngjs'

/** What a stranger's decoder reads off the screen, as a phone's camera would: from the picture alone. */
export async function decodeQr(code: Locator): Promise<string | undefined> {
  const { data, width, height } = PNG.sync.read(await code.screenshot({ animations: 'disabled' }))
  return jsQR.default(new Uint8ClampedArray(data), width, height)?.data
}
