import '@balcao/ui/tokens.css'
import { Crash } from '../checkout/crash.tsx'
import { mount } from '../shell/mount.tsx'
import { Cashier } from './cashier.tsx'

mount(<Cashier />, <Crash />)
