import { orderCancelledEmail } from './orderCancelledEmail.ts';
import { orderThanks } from './orderThanks.ts';
import { reviewAfterDelivery } from './reviewAfterDelivery.ts';
import type { Template } from './Template.ts';

/** Every template, the main job first. */
export const templates: readonly Template[] = [reviewAfterDelivery, orderThanks, orderCancelledEmail];
