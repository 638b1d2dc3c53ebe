import '@balcao/ui/tokens.css'
import { Crash } from '../checkout/crash.tsx'
import { mount } from '../shell/mount.tsx'
import { Display } from './display.tsx'

mount(<Display />, <Crash />)
