import { birthday } from './care/birthday.ts';
import { feedbackToCare } from './care/feedbackToCare.ts';
import { howToVideo } from './care/howToVideo.ts';
import { orderThanks } from './care/orderThanks.ts';
import { reviewAfterDelivery } from './care/reviewAfterDelivery.ts';
import { vipThanks } from './care/vipThanks.ts';
import { deliveryStages } from './delivery/deliveryStages.ts';
import { lateParcel } from './delivery/lateParcel.ts';
import { wrongAddress } from './delivery/wrongAddress.ts';
import { codConfirmation } from './orders/codConfirmation.ts';
import { orderCancelledEmail } from './orders/orderCancelledEmail.ts';
import { outOfStock } from './orders/outOfStock.ts';
import { paymentReceived } from './orders/paymentReceived.ts';
import { cartReminder } from './sales/cartReminder.ts';
import { courseEnrolment } from './sales/courseEnrolment.ts';
import { leadToCrm } from './sales/leadToCrm.ts';
import { priceQuestion } from './sales/priceQuestion.ts';
import { winBack } from './sales/winBack.ts';
import type { Template } from './Template.ts';
import { dailyRevenue } from './team/dailyRevenue.ts';
import { lowStock } from './team/lowStock.ts';
import { orderToSheet } from './team/orderToSheet.ts';
import { refundApproval } from './team/refundApproval.ts';

/** Every template, those that most shops begin with first. */
export const templates: readonly Template[] = [
  reviewAfterDelivery,
  orderThanks,
  codConfirmation,
  deliveryStages,
  cartReminder,
  wrongAddress,
  lateParcel,
  paymentReceived,
  orderToSheet,
  leadToCrm,
  dailyRevenue,
  feedbackToCare,
  howToVideo,
  vipThanks,
  winBack,
  birthday,
  priceQuestion,
  courseEnrolment,
  outOfStock,
  refundApproval,
  lowStock,
  orderCancelledEmail,
];
