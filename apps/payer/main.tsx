import '@balcao/ui/tokens.css'
import { mount } from '@balcao/shell/mount'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Crash } from './crash.tsx'
import { Payer } from './payer.tsx'

const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 2_000, retry: 2 } } })

mount(
  <QueryClientProvider client={queries}>
    <Payer />
  </QueryClientProvider>,
  <Crash />,
)
