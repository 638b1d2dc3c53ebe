import jsQR from 'jsqr'

/** More pixels than this tell nothing more of a QR Code, and take long on a small phone. */
const longestSide = 1600

/** The text of the QR Code in a picture, or undefined where there is none. */
export async function readPicture(picture: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(picture).catch(() => undefined)
  if (bitmap === undefined) return undefined
  const text = readFrame(bitmap, bitmap.width, bitmap.height)
  bitmap.close()
  return text
}

export function readFrame(image: CanvasImageSource, width: number, height: number): string | undefined {
  const scale = Math.min(1, longestSide / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null || canvas.width === 0 || canvas.height === 0) return undefined
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  return jsQR.default(data, canvas.width, canvas.height)?.data || undefined
}
