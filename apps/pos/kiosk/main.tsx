import '@balcao/ui/tokens.css'
import { mount } from '@balcao/shell/mount'
import { Crash } from '../checkout/crash.tsx'
import { Kiosk } from './kiosk.tsx'

mount(<Kiosk />, <Crash />)
