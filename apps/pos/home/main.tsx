import '@balcao/ui/tokens.css'
import { mount } from '@balcao/shell'
import { Crash } from '../checkout/crash.tsx'
import { Home } from './home.tsx'

mount(<Home />, <Crash />)
