import { DeviceList, paths } from '@balcao/contracts'
import { askOrThrow, noAnswer } from '@balcao/shell'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** A screen says once a minute that it is there: oftener would show nothing new. */
const pauseMs = 20_000

export const useDevices = () =>
  useQuery({
    queryKey: ['devices'],
    queryFn: ({ signal }) => askOrThrow({ method: 'GET', path: paths.devices(), answer: DeviceList, signal }),
    refetchInterval: pauseMs,
  })

export type DeviceDeed =
  | { kind: 'rename'; deviceId: string; name: string }
  | { kind: 'revoke'; deviceId: string }

export function useDeviceDeed() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: (deed: DeviceDeed) => askOrThrow({ ...requestOf(deed), answer: noAnswer }),
    onSettled: readAgain,
  })
}

function requestOf(deed: DeviceDeed) {
  switch (deed.kind) {
    case 'rename':
      return {
        method: 'PUT',
        path: paths.device(deed.deviceId),
        body: JSON.stringify({ name: deed.name }),
      } as const
    case 'revoke':
      return { method: 'POST', path: paths.revokeDevice(deed.deviceId) } as const
  }
}

/** The list, and who is here: a device that is revoked may be this one. */
function useReadAgain() {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['devices'] }),
      queries.invalidateQueries({ queryKey: ['session'] }),
    ])
}
