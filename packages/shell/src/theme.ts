import { keep, recall } from './device-memory.ts'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const readTheme = (): Theme => themes.find((theme) => theme === recall('theme')) ?? 'auto'

/** Sets the theme on the page; `auto` leaves it to the system. */
export function applyTheme(theme: Theme = readTheme()) {
  if (theme === 'auto') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.setAttribute('data-theme', theme)
}

export function keepTheme(theme: Theme) {
  keep('theme', theme)
  applyTheme(theme)
}
