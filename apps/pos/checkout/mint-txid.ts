/** 32 lower-case hex characters from the browser's own source of chance (`randomUUID` is missing on plain http). */
export function mintTxid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
