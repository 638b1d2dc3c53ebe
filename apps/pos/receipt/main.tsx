import '@balcao/ui/tokens.css'
import { mount } from '@balcao/shell/mount'
import { Crash } from '../checkout/crash.tsx'
import { ReceiptPage } from './receipt-page.tsx'

mount(<ReceiptPage />, <Crash />)
