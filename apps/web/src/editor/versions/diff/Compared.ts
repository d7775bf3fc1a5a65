/** Two forms of a flow that are looked at: `draft`, or the id of a version. */
export interface Compared {
  readonly from: string;
  readonly to: string;
}
