/**
 * A PKCS#12 file as old tools write it, RC2-40 for the certificate, made with `openssl pkcs12 -export -legacy -certpbe
 * PBE-SHA1-RC2-40 -keypbe PBE-SHA1-3DES`. The certificate in it is signed by itself and good for nothing.
 */
const lines = [
  'MIIDegIBAzCCA0AGCSqGSIb3DQEHAaCCAzEEggMtMIIDKTCCAh8GCSqGSIb3DQEHBqCCAhAwggIMAgEAMIICBQYJKoZIhvcNAQcB',
  'MBwGCiqGSIb3DQEMAQYwDgQIMTKk367yskACAggAgIIB2OzdHib+sBDm5NsQlYIuVM06D0/c5cjJm5RO3vnDGyRpxurXzNtZFBdE',
  'qztz/oanEq3MC2XAcf0q/+h8BfgXGY6fLZT8KsWChZsywfI2v0NI2AAUDCiOCU7ff+1TnCrsRyhfhiK2iHUcfCFDQ5R9QMPoebxb',
  'cjY3wOWZNuDu7xR1Gd6fVYBdzBUwmAyB87lYl0ritLgS2VQ8w4CKQIUfXYYxDgCaubkZWbgxmu3T3nMlHCT88eAH5OUfdUPclxm2',
  '/z/A6DU3457zIqaLCIXi+ucocPQxZXbNViG4/PJRCwf0//i3JQkG8tQO09AGKbjI+nfQ7vY90IgAj3xcMic5o84KZIInmOriiFtj',
  '7TP3hQjzkhw9yOeOAm195cc9CWqNsWbI0667I0DsEJZB0odJhv5ef6FyCh80XJZt0DqZkRIY517jug3A3cdXNN+etyAzOEiYvbmb',
  'N5rMGmgnZIFPC7TovOSN185oyy9aWkzqbGnseWSl6AiuAqpuUFOmv1VX40B/LhJ4/XMmv6Iym4Gw1A19Mb+ok1uQmJQmwc4lX7hQ',
  'NDMTCIqJW9TMC1ebr7PbcMVe8+Rawd8/NpchEyASfKxhcZRycdpJDFm1cT0ghuFKzqTZHxNSuvwwggECBgkqhkiG9w0BBwGggfQE',
  'gfEwge4wgesGCyqGSIb3DQEMCgECoIG0MIGxMBwGCiqGSIb3DQEMAQMwDgQIBChRebyuYHICAggABIGQ/3nNHtrV4ifdxX9VWLDz',
  'oKU5Jn2iRX0XJZ+bTdF0FZQ/mZW670apIsGz8LwaphL8B3ROwBLFsM6FIRXWkAL6bBaEx6Z+36RjGuLq1vzmmrnqvDKhQ7q5Q8aV',
  'NW1CcITGMj7/qQVEWInEAZGoUsIv678Nlbq39ykJkYLjLNVFObs0urlT8HFdMFrHiBIUyXeAMSUwIwYJKoZIhvcNAQkVMRYEFHKO',
  '9cioN2qzXYH0eXyug5W8MG7DMDEwITAJBgUrDgMCGgUABBRyITNRTg3ToYbfz7AeRxtFgj7rKwQIfnszPNIu19UCAggA',
]
export const legacyPfx = Buffer.from(lines.join(''), 'base64')
export const legacyPassphrase = 'balcao'
