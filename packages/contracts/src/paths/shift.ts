/** Shifts and what is counted at their end. */

export const shifts = () => '/api/shifts'
export const shift = (shiftId: string) => `/api/shifts/${shiftId}`
export const shiftCsv = (shiftId: string) => `/api/shifts/${shiftId}/report.csv`
export const openShift = (terminalId: string) => `/api/terminals/${terminalId}/shift/open`
export const closeShift = (terminalId: string) => `/api/terminals/${terminalId}/shift/close`
