/** Wall time as API Pix writes it. */
export const iso = (ms: number) => new Date(ms).toISOString()

/** `\d{1,10}\.\d{2}` on the wire, whole cents inside: money never becomes a fraction. */
export const cents = (valor: string) => Number(valor.replace('.', ''))
export function valor(amountCents: number): string {
  const digits = String(amountCents).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
