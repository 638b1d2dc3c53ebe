/**
 * Loaded before a measured program (`--expose-gc --import`), so that both sides are asked in the same way and neither
 * knows of it: collects what is garbage and says what is left.
 */
process.on('message', (question) => {
  if (question !== 'memory') return
  const collect = globalThis.gc as ((options: object) => void) | undefined
  // The flavour that also gives empty pages back to the system.
  collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  process.send?.(process.memoryUsage().rss)
})
