import { useCallback, useEffect, useState } from 'react'

const shownForMs = 4_000

/** Copies a text and says for a while that it did; where the browser refuses, says that it must be done by hand. */
export function useCopy(text: string): { copied: boolean; byHand: boolean; copy: () => Promise<void> } {
  const [outcome, setOutcome] = useState<{ text: string; kind: 'copied' | 'by-hand' }>()
  useEffect(() => {
    if (outcome?.kind !== 'copied') return
    const timer = setTimeout(() => setOutcome(undefined), shownForMs)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = useCallback(async () => {
    setOutcome({ text, kind: (await write(text)) || writeTheOldWay(text) ? 'copied' : 'by-hand' })
  }, [text])
  const kind = outcome?.text === text ? outcome.kind : undefined
  return { copied: kind === 'copied', byHand: kind === 'by-hand', copy }
}

/** Missing on plain http, and refused without a permission or a gesture. */
const write = async (text: string) =>
  navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  )

function writeTheOldWay(text: string): boolean {
  const area = document.createElement('textarea')
  const focused = document.activeElement
  area.value = text
  area.setAttribute('readonly', '')
  area.setAttribute('aria-hidden', 'true')
  document.body.append(area)
  area.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    area.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
