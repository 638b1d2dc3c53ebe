/**
 * Where everything is: a screen builds its address here and the BFF mounts its route here. One file for those who ask for the same, so that
 * a screen brings along no other's.
 */
export * from './access.ts'
export * from './counter.ts'
export * from './office.ts'
export * from './payer.ts'
export * from './recurrence.ts'
export * from './sale.ts'
export * from './shift.ts'
