export * from './access.ts'
export * from './charge.ts'
export * from './days.ts'
export * from './refund.ts'
