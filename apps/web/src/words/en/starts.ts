export const starts = {
  weekday: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
  day: 'Day {{day}}',
  lastDay: 'Last day of the month',
  nextTimes: 'Next times',
  inTimezone: 'In the flow’s timezone: {{timezone}}',
};
