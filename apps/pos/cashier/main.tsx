import '@balcao/ui/tokens.css'
import { mount } from '@balcao/shell/mount'
import { Crash } from '../checkout/crash.tsx'
import { Cashier } from './cashier.tsx'

mount(<Cashier />, <Crash />)
