/** Where one open tab of one person stands in one workspace; told to every API process and kept in no table. */
export interface PresenceNotice {
  readonly workspaceId: string;
  readonly userId: string;
  /** Chosen by the browser, one per open tab. */
  readonly tabId: string;
  /** Grows with each notice of a tab: of two that overtook each other the later counts. */
  readonly order: number;
  /** `null`: the tab is closed or shows no flow. */
  readonly at: { readonly flowId: string; readonly stepId: string | null; readonly name: string } | null;
}

export interface PresenceFeed {
  /** Small and lossy like every notice; tabs tell again from time to time. */
  tell(notice: PresenceNotice): Promise<void>;
  listen(hear: (notice: PresenceNotice) => void): Promise<() => Promise<void>>;
}
