import '@balcao/ui/tokens.css'
import { mount } from '@balcao/shell/mount'
import { Crash } from '../checkout/crash.tsx'
import { Entrance } from './entrance.tsx'

mount(<Entrance />, <Crash />)
