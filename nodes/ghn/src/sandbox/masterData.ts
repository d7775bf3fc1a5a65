/** A few rows of GHN's catalogues, enough to try the calls: the old three-level one and the new two-level one. */
export const oldProvinces = [
  { ProvinceID: 201, ProvinceName: 'Hà Nội', Code: '4', NameExtension: ['Hà Nội', 'TP.Hà Nội'] },
  { ProvinceID: 202, ProvinceName: 'Hồ Chí Minh', Code: '8', NameExtension: ['Hồ Chí Minh', 'TP.HCM'] },
];
export const oldDistricts = [
  { DistrictID: 1442, ProvinceID: 202, DistrictName: 'Quận 1', SupportType: 3 },
  { DistrictID: 1482, ProvinceID: 201, DistrictName: 'Quận Bắc Từ Liêm', SupportType: 3 },
];
export const oldWards = [
  { WardCode: '20101', DistrictID: 1442, WardName: 'Phường Bến Nghé' },
  { WardCode: '11007', DistrictID: 1482, WardName: 'Phường Xuân Đỉnh' },
];
export const newProvinces = [
  { _id: 1, name: 'Hà Nội', extension_names: ['Hà Nội', 'TP Hà Nội'], status: 1 },
  { _id: 79, name: 'Hồ Chí Minh', extension_names: ['Hồ Chí Minh', 'TP HCM', 'Sài Gòn'], status: 1 },
];
export const newWards = [
  { _id: 26734, province_id: 79, name: 'Phường Bến Thành', extension_names: ['Bến Thành'], status: 1 },
  { _id: 26740, province_id: 79, name: 'Phường Sài Gòn', extension_names: ['Sài Gòn'], status: 1 },
  { _id: 70, province_id: 1, name: 'Phường Hoàn Kiếm', extension_names: ['Hoàn Kiếm'], status: 1 },
];
