import { setFlagsFromString } from 'node:v8'
import { readSettings, SettingsError } from './env.ts'
import { createLog } from './log.ts'
import { startBff } from './start.ts'
import { StoreError } from './store/errors.ts'

// A shop's machine is small: what is garbage is collected before the heap has grown by half, and not when it has grown fourfold.
setFlagsFromString('--heap-growing-percent=50')

try {
  const settings = readSettings(process.env)
  const log = createLog(settings.LOG_LEVEL)
  const running = await startBff(settings, log)
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    void running.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Started by another process that is gone: nobody would stop us.
  process.once('disconnect', stop)

  // Last, so that whoever reads it may stop us at once.
  const door = running.webhookPort === undefined ? 'none' : `https://localhost:${running.webhookPort}`
  console.log(`Balcão BFF ready: ${running.url} · webhook ${door}`)
  const ready = { ready: true, port: running.port, url: running.url, webhookPort: running.webhookPort }
  // Whoever has gone meanwhile need not hear it: that ends us cleanly, and not with an error of the line.
  process.send?.(ready, undefined, undefined, () => {})
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof StoreError)) throw error
  console.error(error.message)
  process.exit(1)
}
