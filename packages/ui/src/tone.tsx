import Check from 'lucide-react/icons/check'
import Circle from 'lucide-react/icons/circle'
import Clock from 'lucide-react/icons/clock'
import OctagonX from 'lucide-react/icons/octagon-x'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { ReactNode } from 'react'

/** What a badge or a banner means. `paid` is the only green there is, and it says one thing: the money is here. */
export type Tone = 'neutral' | 'accent' | 'paid' | 'attention' | 'danger'

/** Every tone has a shape of its own, so that a state is never told by colour alone (WCAG 2.2, 1.4.1). */
export const toneShapes: Record<Tone, ReactNode> = {
  neutral: <Circle aria-hidden />,
  accent: <Clock aria-hidden />,
  paid: <Check aria-hidden strokeWidth={3} />,
  attention: <TriangleAlert aria-hidden />,
  danger: <OctagonX aria-hidden />,
}
