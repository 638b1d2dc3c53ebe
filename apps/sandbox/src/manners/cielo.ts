import { gatewayNotFound, type Manners } from './manners.ts'
import { sandbox } from './sandbox.ts'

/**
 * Its manual writes REMOVIDO_ where the standard says REMOVIDA_; its OpenAPI 1.0.2 answers `{}` to whatever is done
 * to a webhook, takes a JSON token request and knows neither /loc nor /cobv, nor anything of Pix Automático
 * (docs.cielo.com.br/pix-can-cbk).
 */
export const cielo: Manners = {
  ...sandbox,
  token: { ...sandbox.token, body: ['json'], silent: true },
  status: { deleteWebhook: 200 },
  empty: ['putWebhook', 'getWebhook', 'deleteWebhook'],
  words: {
    REMOVIDA_PELO_USUARIO_RECEBEDOR: 'REMOVIDO_PELO_USUARIO_RECEBEDOR',
    REMOVIDA_PELO_PSP: 'REMOVIDO_PELO_PSP',
  },
  unsupported: [
    ...(['putCobV', 'patchCobV', 'getCobV', 'listCobV'] as const),
    ...(['postLoc', 'getLoc', 'listLoc', 'deleteLocTxid'] as const),
    ...(['postLocRec', 'getLocRec', 'listLocRec', 'deleteLocRecIdRec'] as const),
    ...(['postRec', 'patchRec', 'getRec', 'listRec'] as const),
    ...(['postSolicRec', 'patchSolicRec', 'getSolicRec'] as const),
    ...(['putCobR', 'postCobR', 'patchCobR', 'getCobR', 'listCobR', 'retryCobR'] as const),
    ...(['putWebhookRec', 'getWebhookRec', 'deleteWebhookRec'] as const),
    ...(['putWebhookCobR', 'getWebhookCobR', 'deleteWebhookCobR'] as const),
  ],
  noRoute: gatewayNotFound,
}
