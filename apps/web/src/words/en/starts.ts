export const starts = {
  weekday: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
  day: 'Day {{day}}',
  lastDay: 'Last day of the month',
  byHandTitle: 'Run by hand: {{name}}',
  byHandHint: 'This flow asks for no data. Press run to start it once.',
  startNow: 'Run now',
  listHint: 'One item to a line',
  nextTimes: 'Next times',
  inTimezone: 'In the flow’s timezone: {{timezone}}',
};
