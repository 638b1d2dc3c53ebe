import { SettingError } from './settings.ts'
import { startSandbox } from './start.ts'

try {
  const sandbox = await startSandbox()
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await sandbox.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // Started by another process: without it there is nobody to simulate for.
  process.on('disconnect', stop)

  // Last, so that whoever reads it may stop us at once.
  const { port, controlPort } = sandbox
  console.log(`Sandbox ready: https://localhost:${port} · phone http://localhost:${controlPort}`)
  process.send?.({ ready: true, port, controlPort })
} catch (error) {
  if (!(error instanceof SettingError)) throw error
  console.error(error.message)
  process.exit(1)
}
