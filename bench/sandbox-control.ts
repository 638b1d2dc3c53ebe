/** What the customer's bank does. */
export const pay = (controlPort: number | undefined, pixCopiaECola: string) =>
  control(controlPort, 'POST', '/control/pay', { pixCopiaECola })

/** How slow or broken the PSP is from now on (README of the sandbox). */
export const putFaults = (controlPort: number | undefined, script: object) =>
  control(controlPort, 'PUT', '/control/faults', script)

async function control(port: number | undefined, method: string, path: string, body: object): Promise<void> {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${text}`)
}
