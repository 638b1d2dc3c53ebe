import { gatewayNotFound, type Manners, usualToken } from './manners.ts'

/** A charge with due date is made with 200, and what breaks inside comes as SOAP (frones/ACBr, ACBrPIXPSPBradesco; bacen/pix-api#535). */
export const bradesco: Manners = {
  base: '/v2',
  token: usualToken,
  status: { putCobV: 200 },
  crash: {
    status: 500,
    contentType: 'text/xml',
    body: '<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>Policy Falsified</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>',
  },
  noRoute: gatewayNotFound,
}
