/** A problem as the PSP writes it (API Pix 2.9.0, `problem`). */
export const pspProblem = (name: string, status: number, more: object = {}) => ({
  type: `https://pix.bcb.gov.br/api/v2/error/${name}`,
  title: name,
  status,
  ...more,
})
