import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endPrograms, startProgram } from '../rigs/processes.ts'

const folders = new Set<string>()

/** A folder that goes with everything else at the end. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'balcao-bench-'))
  folders.add(folder)
  return folder
}

/** Ends what is still running and removes what it wrote: after every part, also after one that failed. */
export async function endAll(): Promise<void> {
  await endPrograms()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  folders.clear()
}

export const startSandbox = (dataDir: string) =>
  startProgram('apps/sandbox/src/main.ts', {
    environment: { DATA_DIR: dataDir, SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' },
  })

/** With its settings as delivered, the log included: only folder and ports are ours. */
export const startBff = (
  dataDir: string,
  sandboxPort: number,
  nodeArguments: string[] = [],
  environment: Record<string, string> = {},
) =>
  startProgram('apps/bff/src/main.ts', {
    nodeArguments,
    environment: {
      DATA_DIR: dataDir,
      PORT: '0',
      WEBHOOK_PORT: '0',
      SANDBOX_PORT: String(sandboxPort),
      ...environment,
    },
  })
