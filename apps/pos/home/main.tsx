import '@balcao/ui/tokens.css'
import { Crash } from '../checkout/crash.tsx'
import { mount } from '../shell/mount.tsx'
import { Home } from './home.tsx'

mount(<Home />, <Crash />)
