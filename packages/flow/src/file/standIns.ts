import { emailPattern, phonePattern } from './withoutPeople.ts';

/** What stands for what names or finds a person, by the field that holds it. */
const byKey: Readonly<Record<string, string>> = {
  name: 'Nguyễn Thị Lan',
  ten: 'Nguyễn Thị Lan',
  hoten: 'Nguyễn Thị Lan',
  fullname: 'Nguyễn Thị Lan',
  externalid: '1',
  line: '1 Đường Mẫu',
  address: '1 Đường Mẫu',
  diachi: '1 Đường Mẫu',
};

/** Replaces the people in example data by made-up ones. The same number is always the same made-up number, so that events still belong together. */
export function createStandIns(): (value: unknown, key?: string) => unknown {
  const numbers = new Map<string, number>();
  const numberOf = (phone: string) => {
    const digits = phone.replace(/\D/g, '').replace(/^84/, '0');
    const index = numbers.get(digits) ?? numbers.size + 1;
    numbers.set(digits, index);
    const last = String(index).padStart(7, '0').slice(-7);
    return phone.startsWith('+') ? `+8490${last}` : `090${last}`;
  };
  const replace = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => replace(one, key));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([inside, one]) => [inside, replace(one, inside)]));
    if (typeof value !== 'string') return value;
    const known = byKey[key.toLowerCase().replace(/[^a-z]/g, '')];
    return known !== undefined && value !== '' ? known : value.replace(emailPattern, 'khach@example.com').replace(phonePattern, numberOf);
  };
  return replace;
}
