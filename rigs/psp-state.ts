/** What the sandbox shows of itself (GET /control/state), as far as the rigs look. Amounts are as on the wire: see centsOf. */
export type PspState = {
  cobs: {
    txid: string
    status: string
    revisao: number
    pixCopiaECola: string
    valor: { original: string }
  }[]
  pix: { endToEndId: string; txid?: string; valor: string }[]
  refunds: { endToEndId: string; id: string; valor: string; status: string }[]
  webhooks: { deliveries: Delivery[] }[]
  faults: { struck: number[] }
  calls: Record<string, number>
}
type Delivery = { pix: { endToEndId: string }[]; attempts: { status?: number }[] }

/** "23.50" is 2350. */
export const centsOf = (valor: string) => Number(valor.replace('.', ''))
