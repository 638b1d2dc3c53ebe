export * from './charge.ts'
