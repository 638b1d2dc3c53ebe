import { create } from 'qrcode/lib/core/qrcode.js'

export interface QrMatrix {
  /** Modules along one side, without the quiet zone. */
  size: number
  /** The dark modules as one SVG path, a unit for a module, the origin at the first module. */
  path: string
}

/**
 * The symbol for a text that is not touched: level M, segments chosen for the smallest symbol (4 to 10 modules fewer
 * for the same characters).
 */
export function qrMatrix(text: string): QrMatrix {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!data[row * size + column]) continue
      const start = column
      while (column + 1 < size && data[row * size + column + 1]) column++
      path += `M${start} ${row}h${column - start + 1}v1H${start}z`
    }
  }
  return { size, path }
}
