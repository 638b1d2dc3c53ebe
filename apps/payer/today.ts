const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Sao_Paulo' })

/** Today in Brasília, as `2026-11-22`: the day by which everything of Pix Automático is due. */
export const today = (): string => day.format(new Date())
