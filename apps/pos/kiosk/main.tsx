import '@balcao/ui/tokens.css'
import { Crash } from '../checkout/crash.tsx'
import { mount } from '../shell/mount.tsx'
import { Kiosk } from './kiosk.tsx'

mount(<Kiosk />, <Crash />)
