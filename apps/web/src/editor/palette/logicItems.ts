import type { Text } from '@noi/node-sdk';
import type { LogicKind } from '../edits/newStep.ts';

/** What a step of ours is called in the palette; `keywords` are further words to find it by, without tone marks. */
export interface LogicItem {
  readonly kind: LogicKind;
  readonly title: Text;
  readonly summary: Text;
  readonly keywords: string;
}

/** Conditions, waits, containers and ends, in the order of the palette. */
export const logicItems: readonly LogicItem[] = [
  {
    kind: 'wait',
    title: { vi: 'Đợi', en: 'Wait' },
    summary: { vi: 'Đợi một lúc, hoặc đến ngày giờ nào đó', en: 'Waits a while, or until a time' },
    keywords: 'delay cho thoi gian ngay gio',
  },
  {
    kind: 'waitForEvent',
    title: { vi: 'Đợi đến khi', en: 'Wait until an event' },
    summary: { vi: 'Đợi một sự kiện của đơn hàng hoặc khách hàng', en: 'Waits for an event of the order or customer' },
    keywords: 'wait for event su kien cho den khi nhan duoc thanh toan tra loi',
  },
  {
    kind: 'approval',
    title: { vi: 'Xin duyệt', en: 'Approval' },
    summary: { vi: 'Hỏi người phụ trách, đi tiếp khi được đồng ý', en: 'Asks people and goes on when they agree' },
    keywords: 'approve approval duyet dong y tu choi phe duyet sep',
  },
  {
    kind: 'if',
    title: { vi: 'Điều kiện', en: 'Condition' },
    summary: { vi: 'Rẽ nhánh đúng hoặc sai', en: 'Branches into true and false' },
    keywords: 'neu if re nhanh branch',
  },
  {
    kind: 'switch',
    title: { vi: 'Chia nhánh', en: 'Branch' },
    summary: { vi: 'Nhiều trường hợp, đi theo trường hợp đúng đầu tiên', en: 'Several cases; takes the first that holds' },
    keywords: 'switch case truong hop re nhanh neu',
  },
  {
    kind: 'split',
    title: { vi: 'Chia thử A/B', en: 'A/B split' },
    summary: { vi: 'Chia khách theo tỷ lệ để so sánh', en: 'Shares customers out to compare' },
    keywords: 'split test thu nghiem ty le phan tram doi chung ab',
  },
  {
    kind: 'set',
    title: { vi: 'Đặt giá trị', en: 'Set values' },
    summary: { vi: 'Ghi lại giá trị để bước sau dùng', en: 'Keeps values for later steps' },
    keywords: 'set bien gan',
  },
  {
    kind: 'forEach',
    title: { vi: 'Lặp qua danh sách', en: 'For each item' },
    summary: { vi: 'Làm các bước bên trong cho từng mục', en: 'Does the steps inside for each item' },
    keywords: 'for each loop lap tung muc danh sach san pham dong hang vong lap',
  },
  {
    kind: 'repeat',
    title: { vi: 'Lặp lại đến khi', en: 'Repeat until' },
    summary: { vi: 'Làm lại các bước bên trong đến khi đạt điều kiện', en: 'Repeats the steps inside until a condition holds' },
    keywords: 'repeat until loop lap lai vong lap nhac lai',
  },
  {
    kind: 'parallel',
    title: { vi: 'Chạy song song', en: 'In parallel' },
    summary: { vi: 'Nhiều nhánh cùng lúc, đợi tất cả xong', en: 'Several branches at once; waits for all' },
    keywords: 'parallel song song cung luc dong thoi nhanh join',
  },
  {
    kind: 'first',
    title: { vi: 'Nhánh nào xong trước', en: 'Whichever comes first' },
    summary: { vi: 'Nhiều nhánh cùng lúc, nhánh xong đầu tiên thắng', en: 'Several branches at once; the first to end wins' },
    keywords: 'first race any dua xong truoc song song',
  },
  {
    kind: 'subflow',
    title: { vi: 'Chạy quy trình khác', en: 'Run another flow' },
    summary: { vi: 'Gọi một quy trình đang chạy rồi đợi kết quả', en: 'Calls a live flow and waits for its result' },
    keywords: 'subflow sub flow goi quy trinh con',
  },
  {
    kind: 'errorHandler',
    title: { vi: 'Khi quy trình gặp lỗi', en: 'When the flow fails' },
    summary: { vi: 'Các bước được làm khi lượt chạy gặp lỗi', en: 'Steps that are done when the run fails' },
    keywords: 'error handler catch xu ly loi su co',
  },
  { kind: 'stop', title: { vi: 'Dừng', en: 'Stop' }, summary: { vi: 'Kết thúc lượt chạy tại đây', en: 'Ends the run here' }, keywords: 'stop ket thuc end' },
  {
    kind: 'fail',
    title: { vi: 'Báo lỗi', en: 'Fail' },
    summary: { vi: 'Kết thúc lượt chạy và báo lỗi', en: 'Ends the run as failed' },
    keywords: 'fail error loi that bai',
  },
];
