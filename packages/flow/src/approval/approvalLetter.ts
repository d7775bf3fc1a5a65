import { DateTime } from 'luxon';

/** What a letter to one who is asked must say. */
export interface ApprovalLetterFacts {
  readonly question: string;
  readonly flowName: string;
  /** The order or other thing that the run is about, and the customer's name. */
  readonly subject: string | null;
  readonly customer: string | null;
  /** Epoch ms; `null` when the step waits without an end. */
  readonly until: number | null;
  /** How many must agree. */
  readonly needed: number;
  /** 0 for the first letter, then one for each reminder. */
  readonly nr: number;
  /** Where to answer without signing in. */
  readonly link: string;
  /** IANA name. */
  readonly timezone: string;
}

const longestSubject = 200;

/** The letter that asks a person to approve, in Vietnamese with the English twin below; plain text. */
export function approvalLetter(facts: ApprovalLetterFacts): { readonly subject: string; readonly body: string } {
  const { question, flowName, needed, nr, link } = facts;
  const about = [facts.subject, facts.customer].filter((part) => part !== null && part !== '').join(' · ');
  const end = facts.until === null ? null : DateTime.fromMillis(facts.until, { zone: facts.timezone }).toFormat('dd/MM/yyyy HH:mm');
  const first = question.split('\n')[0] ?? '';
  const lines = [
    `Quy trình “${flowName}” đang chờ bạn duyệt:`,
    '',
    question,
    ...(about === '' ? [] : [`Về: ${about}`]),
    ...(needed > 1 ? [`Cần ${needed} người đồng ý.`] : []),
    ...(end === null ? [] : [`Trả lời trước ${end}.`]),
    '',
    'Xem và trả lời, không cần đăng nhập:',
    link,
    '',
    'Đường dẫn này chỉ dành cho bạn. Hãy đừng chuyển tiếp thư.',
    '',
    '—',
    `The flow “${flowName}” waits for your approval. Open the link above to see the question and answer; no sign-in is needed.`,
    ...(end === null ? [] : [`Please answer before ${end}.`]),
    'The link is yours alone; please do not forward this letter.',
  ];
  return { subject: `${nr === 0 ? 'Xin duyệt' : 'Nhắc lại: xin duyệt'} · ${first}`.slice(0, longestSubject), body: lines.join('\n') };
}
