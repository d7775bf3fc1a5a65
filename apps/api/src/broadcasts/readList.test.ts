import { expect, test } from 'vitest';
import { guessColumns } from './guessColumns.ts';
import { readCells } from './readCells.ts';
import { readList } from './readList.ts';

const cellsOf = async (text: string) => (await readCells(text)).map(({ cells }) => cells);

test.each([
  [
    'commas',
    'Tên,SĐT\nLan,0912345678\n',
    [
      ['Tên', 'SĐT'],
      ['Lan', '0912345678'],
    ],
  ],
  [
    'semicolons, as Vietnamese Excel saves',
    '\uFEFFTên;Nợ\r\nLan;1,5\r\n',
    [
      ['Tên', 'Nợ'],
      ['Lan', '1,5'],
    ],
  ],
  [
    'tabs, as pasted from a sheet',
    'Tên\tĐịa chỉ\nLan\t12, Nguyễn Trãi',
    [
      ['Tên', 'Địa chỉ'],
      ['Lan', '12, Nguyễn Trãi'],
    ],
  ],
  [
    'quotes around commas and line ends',
    'Tên,Lời\n"Lan, Hoa","a\nb ""c"""',
    [
      ['Tên', 'Lời'],
      ['Lan, Hoa', 'a\nb "c"'],
    ],
  ],
  [
    'a quote in the middle',
    'Tên,Hàng\nLan,Màn 24" rẻ\nHoa,Áo',
    [
      ['Tên', 'Hàng'],
      ['Lan', 'Màn 24" rẻ'],
      ['Hoa', 'Áo'],
    ],
  ],
  [
    'a quote that never ends',
    'Tên,Hàng\n"Lan,Áo\nHoa,Quần',
    [
      ['Tên', 'Hàng'],
      ['"Lan', 'Áo'],
      ['Hoa', 'Quần'],
    ],
  ],
  [
    'blank lines and blanks around cells',
    'Tên,SĐT\n\n Lan , 0912345678 \n,\n',
    [
      ['Tên', 'SĐT'],
      ['Lan', '0912345678'],
    ],
  ],
  ['one column', '0912345678\n0987654321', [['0912345678'], ['0987654321']]],
])('reads %s', async (_case, text, expected) => {
  expect(await cellsOf(text)).toEqual(expected);
});

test('lines are counted as an editor counts them, through blank lines, quotes and many pieces', async () => {
  const filler = Array.from({ length: 5_000 }, (_, at) => `"Khách\n${at}",${at}`).join('\n');
  const rows = await readCells(`Tên,Số\n\nLan,1\n${filler}\nCuối,2\n`);
  expect(rows).toHaveLength(5_003);
  expect([rows[0]?.line, rows[1]?.line]).toEqual([1, 3]);
  expect(rows.at(-1)).toEqual({ line: 10_004, cells: ['Cuối', '2'] });
});

test('the column of phones is found by what stands in it; headings need not be there', async () => {
  const withHeadings = guessColumns(await readCells('Mã đơn,Liên hệ,Tên\nDH0912345678,0912 345 678,Lan\nDH2,84987654321,Hoa'), []);
  expect(withHeadings.columns).toEqual([
    { key: 'maDon', label: 'Mã đơn', type: 'text' },
    { key: 'lienHe', label: 'Liên hệ', type: 'phone' },
    { key: 'ten', label: 'Tên', type: 'text' },
  ]);
  const without = guessColumns(await readCells('0912345678\n0987654321'), []);
  expect(without).toMatchObject({ columns: [{ key: 'soDienThoai', label: 'Số điện thoại', type: 'phone' }], rows: [{ line: 1 }, { line: 2 }] });
});

test('columns that the flow knows keep their keys, whatever their order and spelling; new ones stay apart', async () => {
  const known = [
    { key: 'phone', label: 'SĐT', type: 'phone' },
    { key: 'ten', label: 'Tên', type: 'text' },
  ] as const;
  const { columns } = guessColumns(await readCells('TÊN,Di động,Phone\nLan,0912345678,x'), known);
  expect(columns.map(({ key }) => key)).toEqual(['ten', 'phone', 'phone2']);
});

test('every row goes out or is turned away with its reason', async () => {
  const text = 'Tên,SĐT\nLan,0912 345 678\nHoa,+84 912345678\nMai,123\nCúc,\nĐào,0987654321,thừa\nSen,0987654321\nLy,01234567890';
  const { columns, rows } = guessColumns(await readCells(text), []);
  const { accepted, rejected } = readList(rows, columns);
  expect(accepted).toEqual([
    { line: 2, row: { ten: 'Lan', sdt: '+84912345678' } },
    { line: 7, row: { ten: 'Sen', sdt: '+84987654321' } },
    { line: 8, row: { ten: 'Ly', sdt: '+84834567890' } },
  ]);
  expect(rejected.map(({ line, reason }) => [line, reason.vi])).toEqual([
    [3, 'Trùng số điện thoại với dòng 2.'],
    [4, '“123” không phải số điện thoại Việt Nam.'],
    [5, 'Chưa có số điện thoại.'],
    [6, 'Dòng có nhiều ô hơn số cột.'],
  ]);
  expect(rejected[3]?.cells).toEqual(['Đào', '0987654321', 'thừa']);
});

test('a column without a key is left out; without phones nothing counts as a repeat', () => {
  const columns = [
    { key: 'ten', label: 'Tên', type: 'text' },
    { key: null, label: 'Ghi chú', type: 'text' },
  ] as const;
  const rows = [1, 2].map((line) => ({ line, cells: ['Lan', 'nội bộ'] }));
  expect(readList(rows, columns)).toEqual({ accepted: rows.map(({ line }) => ({ line, row: { ten: 'Lan' } })), rejected: [] });
});
