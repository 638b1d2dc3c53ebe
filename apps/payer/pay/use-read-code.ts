import { type CodeToRead, paths, VerifiedCode } from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import { useMutation } from '@tanstack/react-query'

/** Reads and verifies a code. Nothing of it is kept: a code is read anew each time that it is looked at. */
export const useReadCode = () =>
  useMutation({
    mutationFn: (code: CodeToRead) =>
      askOrThrow({
        method: 'POST',
        path: paths.payerCodes(),
        body: JSON.stringify(code),
        answer: VerifiedCode,
      }),
  })
