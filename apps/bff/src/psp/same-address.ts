/** Whether the address that a PSP shows is the one that it was given: a slash more or less at the end is its way of writing. */
export const isSameAddress = (one: string, other: string): boolean => trimmed(one) === trimmed(other)

const trimmed = (address: string) => address.replace(/\/+$/, '')
