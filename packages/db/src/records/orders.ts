export interface OrderRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly source: string;
  readonly externalId: string;
  readonly code: string;
  readonly state: string;
  /** Payload `Order` of packages/events. */
  readonly facts: unknown;
  readonly factsAt: Date;
  readonly reportedDeliveredAt: Date | null;
  readonly deliveredAt: Date | null;
}

export interface ShipmentRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly source: string;
  readonly trackingCode: string;
  readonly orderCode: string | null;
  readonly orderId: string | null;
  readonly state: string;
  readonly facts: unknown;
  readonly factsAt: Date;
  readonly deliveredAt: Date | null;
}

/** Reads lock the rows (`FOR UPDATE`), so that two dispatchers fold one order one after the other. */
export interface OrderWriter {
  /** Until the transaction ends, no one else folds anything that carries these codes (order codes, tracking codes), whether rows exist or not. Ask once, for all codes of a batch. */
  lock(keys: readonly { workspaceId: string; code: string }[]): Promise<void>;
  getOrder(key: { workspaceId: string; id: string }): Promise<OrderRow | null>;
  findOrder(key: { workspaceId: string; source: string; externalId: string }): Promise<OrderRow | null>;
  /** Orders whose facts name this tracking code, newest first. */
  findOrdersByTracking(key: { workspaceId: string; trackingCode: string }): Promise<readonly OrderRow[]>;
  /** Every order with this normalised code, whatever its source, newest first. */
  findOrdersByCode(key: { workspaceId: string; code: string }): Promise<readonly OrderRow[]>;
  findShipment(key: { workspaceId: string; source: string; trackingCode: string }): Promise<ShipmentRow | null>;
  /** Parcels of the order: linked ones, any that carry its tracking codes, and unlinked ones that carry its code. */
  findShipmentsOf(key: { workspaceId: string; orderId?: string; code?: string; trackingCodes?: readonly string[] }): Promise<readonly ShipmentRow[]>;
  saveOrder(row: Omit<OrderRow, 'id'> & { id?: string; total: number; customerName: string | null; phone: string | null; placedAt: Date }): Promise<OrderRow>;
  saveShipment(row: Omit<ShipmentRow, 'id'> & { id?: string }): Promise<ShipmentRow>;
}
