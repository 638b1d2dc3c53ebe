import { Component, type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { applyTheme } from './theme.ts'

/** Puts a screen on the page. `fallback` is what stands there if the screen itself breaks. */
export function mount(screen: ReactNode, fallback: ReactNode) {
  applyTheme()
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no #root')
  createRoot(root).render(
    <StrictMode>
      <Boundary fallback={fallback}>{screen}</Boundary>
    </StrictMode>,
  )
}

/** Long enough to read the words, short enough for the customer who is waiting. */
const reloadAfterMs = 8_000

/** A broken screen starts again by itself: nobody stands in front of a display with a keyboard, and nothing is lost by a reload. */
class Boundary extends Component<{ fallback: ReactNode; children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }
  static getDerivedStateFromError() {
    return { isBroken: true }
  }
  override componentDidCatch() {
    setTimeout(() => location.reload(), reloadAfterMs)
  }
  override render() {
    return this.state.isBroken ? this.props.fallback : this.props.children
  }
}
