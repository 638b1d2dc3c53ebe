import '@balcao/ui/tokens.css'
import { mount } from '@balcao/shell/mount'
import { Crash } from '../checkout/crash.tsx'
import { Display } from './display.tsx'

mount(<Display />, <Crash />)
