// One door; behind it two files, since the canvas shows numbers and no times, and times take a library of their own.
export { formatBytes, formatCount, formatLength, formatMoney, formatShare } from './formatNumber.ts';
export { formatDateTime, formatRelative } from './formatTime.ts';
