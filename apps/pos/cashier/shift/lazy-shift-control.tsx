import { lazy, Suspense } from 'react'
import type { ShiftControlProps } from './shift-control.tsx'

/** Comes after the first paint. Where it does not come the till sells all the same, and the next start asks again. */
const Control = lazy(() =>
  import('./shift-control.tsx').then(
    ({ ShiftControl }) => ({ default: ShiftControl }),
    () => ({ default: () => null }),
  ),
)

export const LazyShiftControl = (props: ShiftControlProps) => (
  <Suspense fallback={null}>
    <Control {...props} />
  </Suspense>
)
