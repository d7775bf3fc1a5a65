export const flowSettings = {
  title: 'Flow settings',
  hint: 'These hold for every message that this flow sends to customers, from the next publish on.',
  timezone: 'Timezone',
  timezoneHint: 'Waits, dates in messages and quiet hours follow it.',
  quietHours: 'Quiet hours',
  quietHoursHint: 'The flow sends customers nothing in these hours. A message that is due waits until they end.',
  quietFrom: 'From',
  quietTo: 'To',
  frequencyCap: 'Limit messages per customer',
  frequencyCapHint:
    'Counts every message on the same channel and for the same purpose that the shop sent to that customer. Beyond it a message is skipped and the flow goes on.',
  messages: 'At most',
  messagesUnit: 'messages',
  days: 'Within',
  daysUnit: 'days',
  law: 'Advertising by SMS always follows Decree 91/2020: only from 07:00 to 22:00, and 3 messages in 24 hours per number at most.',
};
