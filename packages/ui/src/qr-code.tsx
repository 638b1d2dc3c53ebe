import { type ReactNode, useMemo, useRef } from 'react'
import styles from './qr-code.module.css'
import { QUIET_MODULES, qrGeometry } from './qr-geometry.ts'
import { type QrMatrix, qrMatrix } from './qr-matrix.ts'
import { type Square, useSquareInDevicePixels } from './use-square-in-device-pixels.ts'

export interface QrCodeProps {
  /** Drawn as it is, byte by byte. Null while there is none. */
  text: string | null
  /** Accessible name of the image, e.g. "QR Code Pix". Without a code there is no image, and so no name. */
  label: string
  /** There is a text, but it must not be scanned yet or any more: the plate stays, empty, so that nothing jumps. */
  pending?: boolean
  /** Words on the empty plate, in place of the code: "Só um instante…", "O código expirou." */
  note?: ReactNode
}

/**
 * A QR Code as large as its box allows: black on a white plate in every theme, because many readers refuse inverted
 * codes, and on the grid of the screen's own pixels, because a module blurred over two pixels is what a cheap camera loses.
 */
export function QrCode({ text, label, pending = false, note }: QrCodeProps) {
  const box = useRef<HTMLDivElement>(null)
  const square = useSquareInDevicePixels(box)
  const shown = pending ? null : text
  const matrix = useMemo(() => (shown === null ? null : qrMatrix(shown)), [shown])
  return (
    <div ref={box} className={styles.box} aria-busy={matrix === null || undefined}>
      {square.sideCssPx === 0 ? null : matrix === null ? (
        <EmptyPlate square={square} />
      ) : (
        <CodePlate matrix={matrix} label={label} square={square} />
      )}
      {matrix === null && note !== undefined ? <div className={styles.note}>{note}</div> : null}
    </div>
  )
}

function CodePlate({ matrix, label, square }: { matrix: QrMatrix; label: string; square: Square }) {
  const { plateCssPx, across } = qrGeometry(matrix.size, square.sideCssPx, square.dpr)
  return (
    <svg
      className={styles.plate}
      width={plateCssPx}
      height={plateCssPx}
      viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${across} ${across}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path className={styles.ink} d={matrix.path} />
    </svg>
  )
}

/** Modules of the usual dynamic code (161 characters): the plate is then as large before the code as with it. */
const USUAL_MODULES = 49

const CORNERS = 'M4.5 4.5h6v6h-6zM46.5 4.5h6v6h-6zM4.5 46.5h6v6h-6z'

/** The three corners in grey: it is read as "a code comes here" by a person, and as nothing by a camera. */
function EmptyPlate({ square }: { square: Square }) {
  const { plateCssPx } = qrGeometry(USUAL_MODULES, square.sideCssPx, square.dpr)
  return (
    <svg
      className={styles.plate}
      width={plateCssPx}
      height={plateCssPx}
      viewBox="0 0 57 57"
      aria-hidden="true"
    >
      <path className={styles.corners} d={CORNERS} />
    </svg>
  )
}
