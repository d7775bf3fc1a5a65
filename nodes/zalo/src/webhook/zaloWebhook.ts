import type { WebhookDefinition } from '@noi/node-sdk';
import { answerProbe } from './answerProbe.ts';
import { parseEvents } from './parseEvents.ts';
import { verifySignature } from './verifySignature.ts';

/** The one address of an app's callbacks: OA chat and template messages alike. Zalo wants 200 within two seconds and repeats five times over two hours. */
export const zaloWebhook: WebhookDefinition = { handshake: answerProbe, verify: verifySignature, parse: parseEvents };
