import '@balcao/ui/tokens.css'
import { mount } from '@balcao/shell/mount'
import { Crash } from '../checkout/crash.tsx'
import { Home } from './home.tsx'

mount(<Home />, <Crash />)
