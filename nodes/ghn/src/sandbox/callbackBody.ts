import type { Parcel } from './Parcel.ts';

/** A callback as GHN writes it: PascalCase, every field present. */
export function callbackBody(parcel: Parcel, { type, time, reason = '' }: { type: string; time: string; reason?: string }): string {
  return JSON.stringify({
    CODAmount: parcel.cod_amount,
    CODTransferDate: null,
    ClientOrderCode: parcel.client_order_code,
    ConvertedWeight: Math.round((parcel.length * parcel.width * parcel.height) / 5),
    Description: descriptions[type] ?? '',
    Fee: {
      CODFailedFee: 0,
      CODFee: 0,
      Coupon: 0,
      DeliverRemoteAreasFee: 0,
      DocumentReturn: 0,
      DoubleCheck: 0,
      Insurance: 0,
      MainService: parcel.total_fee,
      PickRemoteAreasFee: 0,
      R2S: 0,
      Return: 0,
      StationDO: 0,
      StationPU: 0,
      Total: parcel.total_fee,
    },
    Height: parcel.height,
    IsPartialReturn: false,
    Length: parcel.length,
    OrderCode: parcel.order_code,
    PartialReturnCode: '',
    PaymentType: parcel.payment_type_id,
    Reason: reason,
    ReasonCode: '',
    ShopID: parcel.shop_id,
    Status: parcel.status,
    Time: time,
    TotalFee: parcel.total_fee,
    Type: type,
    Warehouse: 'Bưu cục 229 Quan Nhân',
    Weight: parcel.weight,
    Width: parcel.width,
  });
}

const descriptions: Readonly<Record<string, string>> = { create: 'Tạo đơn hàng', switch_status: 'Chuyển trạng thái đơn hàng' };
