import '@balcao/ui/tokens.css'
import { Crash } from '../checkout/crash.tsx'
import { mount } from '../shell/mount.tsx'
import { Entrance } from './entrance.tsx'

mount(<Entrance />, <Crash />)
