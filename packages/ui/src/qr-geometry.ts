/** Light modules that the standard asks for on each side (ISO/IEC 18004, 9.1). */
export const QUIET_MODULES = 4

export interface QrGeometry {
  /** Device pixels along one module: always whole, so every module is as wide as its neighbours. */
  modulePx: number
  /** Modules along one side of the plate, quiet zone included. */
  across: number
  /** Side of the white plate, quiet zone included, in CSS pixels. */
  plateCssPx: number
}

/** The largest plate that fits a square box of `boxCssPx` with a whole number of device pixels for every module. */
export function qrGeometry(modules: number, boxCssPx: number, dpr: number): QrGeometry {
  const across = modules + 2 * QUIET_MODULES
  const modulePx = Math.max(1, Math.floor((boxCssPx * dpr) / across))
  return { modulePx, across, plateCssPx: (modulePx * across) / dpr }
}
