import type { QrCode } from '@balcao/ui'
import { useLater } from '../shell/use-later.ts'

const loadQrCode = () => import('./code.ts').then(({ QrCode }) => QrCode)

/** The encoder comes after the first picture: a screen without a sale has no code to draw, and a start on a slow tablet is 7 KB shorter without it. */
export const useQrCode = (): typeof QrCode | undefined => useLater(loadQrCode)
