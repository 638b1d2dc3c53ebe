import { keep, recall } from '@balcao/shell'

/** How loud this device is. */

export const volumes = ['low', 'middle', 'full'] as const
export type Volume = (typeof volumes)[number]
export const readVolume = (): Volume => volumes.find((volume) => volume === recall('volume')) ?? 'full'
export const keepVolume = (volume: Volume) => keep('volume', volume)
/** Of the loudest, as the ear halves it and not as the number does. */
export const loudness: Record<Volume, number> = { low: 0.25, middle: 0.5, full: 1 }
