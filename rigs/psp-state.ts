/** What the sandbox shows of itself (GET /control/state), as far as the rigs look. Amounts are as on the wire: see centsOf. */
export type PspState = {
  cobs: {
    txid: string
    status: string
    revisao: number
    pixCopiaECola: string
    valor: { original: string }
    calendario: { criacao: string; expiracao: number }
  }[]
  pix: { endToEndId: string; txid?: string; valor: string; horario: string }[]
  refunds: { endToEndId: string; id: string; valor: string; status: string }[]
  webhooks: { deliveries: Delivery[] }[]
  faults: { struck: number[] }
  calls: Record<string, number>
  /** The most of each operation that were under way at one time. */
  atOnce: Record<string, number>
}
type Delivery = { pix: { endToEndId: string }[]; attempts: { status?: number }[] }

/** "23.50" is 2350. */
export const centsOf = (valor: string) => Number(valor.replace('.', ''))

/** Until when the PSP takes the money of a charge, as it was last changed. */
export const endMsOf = ({ calendario }: PspState['cobs'][number]) =>
  Date.parse(calendario.criacao) + calendario.expiracao * 1_000
