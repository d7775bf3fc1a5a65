export const bulk = {
  choose: 'Choose the run {{run}}',
  chooseAll: 'Choose all',
  chosen: '{{count}} chosen',
  chooseFilter: 'Choose all that fit the filter',
  allChosen: 'All that fit the filter are chosen',
  allHint: 'Those that are not shown here as well.',
  allFitting: 'all runs that fit the filter',
  count: '{{count}} runs',
  do: { stop: 'Stop', retry: 'Retry from the failed step', continue: 'Continue now' },
  what: { stop: 'Stop', retry: 'Retry', continue: 'Continue' },
  question: {
    stop: 'Nối stops {{runs}}, of these only those that have not ended. The steps that are left will not run; messages that were sent cannot be taken back.',
    retry:
      'Nối retries {{runs}} from the step that failed, of these only failed ones. Runs that may have sent a message are left, nothing is sent twice by itself.',
    continue: 'Nối lets {{runs}} go on now, of these only those that wait. The steps that follow, messages to customers included, may run at once.',
  },
  wayBack: 'You have 10 seconds to undo it.',
  planned: '{{what}} {{runs}}: begins in {{seconds}} seconds.',
  running: '{{what}}: {{done}} of {{total}}.',
  done: '{{what}}: {{done}} runs done.',
  cancelled: 'Undone. No run was touched.',
  leftOut: '{{count}} were left, since nothing could be done with them.',
};
