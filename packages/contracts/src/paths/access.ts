/** People, devices, and how they come in. */

export const session = () => '/api/session'
export const sessionEnd = () => '/api/session/end'
export const signInList = () => '/api/session/people'
export const setUp = () => '/api/set-up'
export const bankCheck = () => '/api/set-up/bank'
export const demoSetUp = () => '/api/set-up/demo'
export const people = () => '/api/people'
export const person = (personId: string) => `/api/people/${personId}`
export const devices = () => '/api/devices'
export const device = (deviceId: string) => `/api/devices/${deviceId}`
export const revokeDevice = (deviceId: string) => `/api/devices/${deviceId}/revoke`
export const pairings = () => '/api/pairings'
export const pairingClaim = () => '/api/pairings/claim'
export const pairingConfirm = (pairingId: string) => `/api/pairings/${pairingId}/confirm`
export const pairingDrop = (pairingId: string) => `/api/pairings/${pairingId}/drop`
export const pairingState = (pairingId: string) => `/api/pairings/${pairingId}/state`
export const authority = () => '/api/authority.crt'
export const openapi = () => '/api/openapi.json'
