import { after, lan, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { act, check, rest, sendEmail, stop, when } from '../draw/steps.ts';
import { happening, type Template } from '../Template.ts';
import { demoSheet } from '../team/demoSheet.ts';

const to = '{{ trigger.customer.email | fallback: "" }}';
const hello = 'Chào {{ trigger.customer.name | fallback: "bạn" }},';

/** Enrols by form: a row for the office, a welcome, the first lesson a day later, a question after four. */
export const courseEnrolment: Template = {
  id: 'course-enrolment',
  title: { vi: 'Ghi danh khoá học và gửi bài dần', en: 'Enrol in a course and send lessons' },
  summary: {
    vi: 'Khách gửi biểu mẫu “khoá học” thì ghi vào Google Trang tính, gửi email chào mừng, hôm sau gửi bài đầu tiên, 3 ngày nữa hỏi thăm.',
    en: 'A course form adds a row to Google Sheets, sends a welcome, the first lesson the next day and a check-in 3 days later.',
  },
  category: 'sales',
  tags: ['khoá học', 'ghi danh', 'học viên', 'course', 'google sheets'],
  packages: ['core', 'googlesheets'],
  graph: drawGraph({
    steps: [
      when('submitted', 'core.formSubmitted'),
      check('isCourse', 'Biểu mẫu khoá học có email', {
        combinator: 'and',
        rules: [
          { field: 'trigger.form.name', operator: 'contains', value: 'khoá học', ignoreMarks: true },
          { field: 'trigger.customer.email', operator: 'notNull' },
        ],
      }),
      act(
        'enrol',
        'googlesheets.appendRow',
        {
          ...demoSheet.place('Ghi danh'),
          row: {
            Ngày: '{{ now | date }}',
            'Học viên': '{{ trigger.customer.name | fallback: "" }}',
            'Điện thoại': '{{ trigger.customer.phone | fallback: "" }}',
            Email: to,
            'Khoá học': '{{ trigger.form.name }}',
          },
        },
        { dynamic: demoSheet.fields('Ghi danh') },
      ),
      sendEmail('welcome', {
        name: 'Chào mừng học viên',
        to,
        subject: 'Bạn đã ghi danh {{ trigger.form.name }}',
        body: [hello, 'Shop đã nhận đăng ký của bạn. Ngày mai bạn sẽ nhận bài học đầu tiên qua email này.', 'Cần hỗ trợ, bạn trả lời thư này nhé.'],
      }),
      rest('nextDay', { type: 'duration', amount: 1, unit: 'days' }),
      sendEmail('lesson', {
        name: 'Bài học đầu tiên',
        to,
        subject: 'Bài 1: bắt đầu từ những điều cơ bản',
        body: [hello, 'Bài học đầu tiên của bạn ở đây: https://example.com/bai-1', 'Bạn dành khoảng 20 phút để xem và làm bài tập cuối bài nhé.'],
      }),
      rest('threeDays', { type: 'duration', amount: 3, unit: 'days' }),
      sendEmail('askHow', {
        name: 'Hỏi thăm học viên',
        to,
        subject: 'Bạn học đến đâu rồi?',
        body: [hello, 'Bạn đã xem xong bài 1 chưa? Có chỗ nào khó, bạn trả lời thư này để giáo viên giải đáp.'],
      }),
      stop('otherForm', 'Không phải biểu mẫu khoá học, hoặc thiếu email'),
    ],
    wires: [
      ['submitted', 'isCourse'],
      ['isCourse.true', 'enrol'],
      ['isCourse.false', 'otherForm'],
      ['enrol', 'welcome'],
      ['welcome', 'nextDay'],
      ['nextDay', 'lesson'],
      ['lesson', 'threeDays'],
      ['threeDays', 'askHow'],
    ],
  }),
  story: {
    scenario: {
      event: happening('form.submitted', { form: { name: 'Đăng ký khoá học pha chế' }, customer: lan, fields: { ca_hoc: 'Tối thứ Ba' } }),
      ...{ startAt: storyStart, days: 7, events: [], approve: 'approved' },
    },
    expects: [
      { type: 'passes', stepId: 'enrol' },
      { type: 'messageTime', stepId: 'welcome', is: 'at', afterMinutes: 0 },
      { type: 'messageTime', stepId: 'lesson', is: 'at', afterMinutes: after.days(1) },
      { type: 'messageTime', stepId: 'askHow', is: 'at', afterMinutes: after.days(4) },
      { type: 'ends', state: 'done' },
    ],
  },
};
