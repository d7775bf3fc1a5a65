export const conditions = {
  group: 'Condition group {{number}}',
  joins: { all: 'All of them hold', any: 'One of them holds', none: 'None of them holds', notAll: 'At least one does not hold' },
  removeGroup: 'Remove group {{number}}',
  addIn: 'Add a condition to group {{number}}',
  addGroupIn: 'Add a group to group {{number}}',
  ignoreMarks: 'Ignore tone marks',
  ignoreMarksOf: 'Ignore tone marks in condition {{number}}',
  from: '{{field}}: from',
  to: '{{field}}: to',
  and: 'to',
  listHint: 'Type, then press Enter',
  dates: { after: 'is after', before: 'is before', notSooner: 'is not before', notLater: 'is not after' },
};
