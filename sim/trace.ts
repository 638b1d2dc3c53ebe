/** What happened, in order: a number that any difference would change, and the last lines for whoever has to understand it. */
export function createTrace(now: () => number, startMs: number, lastLines: number) {
  let hash = 0x811c9dc5
  const lines: string[] = []
  return {
    /** FNV-1a over the text and its instant. */
    note(text: string) {
      const line = `${((now() - startMs) / 1000).toFixed(3).padStart(9)} ${text}`
      for (let index = 0; index < line.length; index++)
        hash = Math.imul(hash ^ line.charCodeAt(index), 0x01000193) >>> 0
      lines.push(line)
      if (lines.length > 2 * lastLines) lines.splice(0, lastLines)
    },
    hash: () => hash.toString(16).padStart(8, '0'),
    last: () => lines.slice(-lastLines),
  }
}
