import type { Text } from '@noi/node-sdk';
import { Cron } from 'croner';
import { z } from 'zod';

const Time = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/);

/** Which of the due times that were missed (an outage, a pause) still count once there is somebody to see to them. */
const CatchUp = z.enum(['all', 'last', 'none']);
export type CatchUp = z.infer<typeof CatchUp>;

const rest = { catchUp: CatchUp.default('last') };

/**
 * When a flow starts by the clock, in the flow's timezone. A month without the chosen day uses its last day. `everyMinutes` counts from midnight of the
 * first of January 2024 and knows no clock changes; `cron` has five fields.
 */
const Schedule = z.discriminatedUnion('repeat', [
  z.object({ ...rest, repeat: z.literal('everyMinutes'), everyMinutes: z.number().int().min(1).max(10_080) }),
  z.object({ ...rest, repeat: z.literal('hourly'), minute: z.number().int().min(0).max(59).default(0) }),
  z.object({ ...rest, repeat: z.literal('daily'), time: Time }),
  z.object({ ...rest, repeat: z.literal('weekly'), time: Time, weekdays: z.array(z.number().int().min(1).max(7)).min(1) }),
  z.object({
    ...rest,
    repeat: z.literal('monthly'),
    time: Time,
    dayOfMonth: z.union([z.literal('last'), z.coerce.number<string | number>().int().min(1).max(31)]),
  }),
  z.object({ ...rest, repeat: z.literal('cron'), cron: z.string().trim().refine(isCron) }),
]);
export type Schedule = z.infer<typeof Schedule>;

/** What a schedule's form has to show for a way of repeating, in order, beside the way itself. */
export function scheduleFields(repeat: unknown): readonly string[] {
  return typeof repeat === 'string' && Object.hasOwn(fieldsOf, repeat) ? [...(fieldsOf[repeat] ?? []), 'catchUp'] : [];
}

const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  everyMinutes: ['everyMinutes'],
  hourly: ['minute'],
  daily: ['time'],
  weekly: ['weekdays', 'time'],
  monthly: ['dayOfMonth', 'time'],
  cron: ['cron'],
};

export type ScheduleReading =
  | { readonly ok: true; readonly schedule: Schedule }
  /** `field` is the key of the form's field to mend. */
  | { readonly ok: false; readonly field: string; readonly message: Text };

/** Reads the input of a schedule's step; what it cannot read is said at the field. */
export function readSchedule(input: Readonly<Record<string, unknown>>): ScheduleReading {
  const parsed = Schedule.safeParse(input);
  if (parsed.success) return { ok: true, schedule: parsed.data };
  const field = String(parsed.error.issues[0]?.path[0] ?? 'repeat');
  return { ok: false, field, message: faults[field] ?? unknownRepeat };
}

const unknownRepeat: Text = { vi: 'Chưa chọn cách lặp lại. Chọn hằng ngày, hằng tuần…', en: 'How it repeats is not chosen. Choose daily, weekly …' };

const faults: Readonly<Record<string, Text>> = {
  everyMinutes: { vi: 'Nhập số phút từ 1 đến 10.080 (7 ngày).', en: 'Enter a number of minutes from 1 to 10,080 (7 days).' },
  minute: { vi: 'Nhập phút từ 0 đến 59.', en: 'Enter a minute from 0 to 59.' },
  time: { vi: 'Chưa chọn giờ. Nhập giờ như 09:00.', en: 'The time is not set. Enter a time like 09:00.' },
  weekdays: { vi: 'Chưa chọn ngày trong tuần. Chọn ít nhất một ngày.', en: 'No weekday is chosen. Choose at least one.' },
  dayOfMonth: {
    vi: 'Chưa chọn ngày trong tháng. Chọn ngày 1 đến 31 hoặc ngày cuối tháng.',
    en: 'The day of the month is not chosen. Choose 1 to 31 or the last day.',
  },
  cron: {
    vi: 'Lịch cron này không đọc được hoặc không bao giờ đến. Cần 5 phần: phút, giờ, ngày, tháng, thứ. Ví dụ: 0 9 * * 1-5.',
    en: 'This cron line cannot be read or never comes due. It needs 5 parts: minute, hour, day, month, weekday. Example: 0 9 * * 1-5.',
  },
  catchUp: { vi: 'Chưa chọn cách xử lý giờ bị lỡ.', en: 'What happens to missed times is not chosen.' },
};

function isCron(line: string): boolean {
  try {
    // A line such as `0 9 30 2 *` is well formed but names no day that exists.
    return new Cron(line, { mode: '5-part', timezone: 'UTC' }).nextRun(new Date(0)) !== null;
  } catch {
    return false;
  }
}
