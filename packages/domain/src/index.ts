export * from './charge.ts'
export * from './refund.ts'
