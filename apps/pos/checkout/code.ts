export { QrCode } from '@balcao/ui'
