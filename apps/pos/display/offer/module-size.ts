import { keep, recall } from '@balcao/shell'
import { qrGeometry } from '@balcao/ui'

/** Millimetres of one module that phones still read from where a customer stands (Central Bank, note on dense codes; ISO/IEC 18004). */
export const readableMm = 1

const mmInInch = 25.4
/** Of a screen that nobody has measured: a tablet's. A larger screen has larger pixels, so this errs towards two steps. */
const usualCssPxPerInch = 160

/** The diagonal that somebody has told with `?polegadas=10.1`, kept on the device; undefined where nobody has. */
export function readInches(): number | undefined {
  const asked = new URLSearchParams(location.search).get('polegadas')?.replace(',', '.')
  if (asked !== undefined && isInches(Number(asked))) keep('inches', asked)
  const kept = Number(recall('inches') ?? Number.NaN)
  return isInches(kept) ? kept : undefined
}
const isInches = (inches: number) => inches >= 3 && inches <= 120

export interface Panel {
  /** Of the screen, not of the window, in CSS pixels. */
  readonly widthCssPx: number
  readonly heightCssPx: number
  readonly dpr: number
  readonly inches: number | undefined
}

/** How wide one module of a code is on this screen, in a square box of so many CSS pixels. */
export function moduleMm(modules: number, boxCssPx: number, panel: Panel): number {
  const { widthCssPx, heightCssPx, dpr, inches } = panel
  const cssPxPerInch = inches === undefined ? usualCssPxPerInch : Math.hypot(widthCssPx, heightCssPx) / inches
  const { modulePx } = qrGeometry(modules, boxCssPx, dpr)
  return ((modulePx / dpr) * mmInInch) / cssPxPerInch
}
