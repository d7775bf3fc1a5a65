/**
 * How a group goes about its work, where groups of former days went otherwise. It is kept in the group: one that is under way goes on as it began, since
 * its history must come out the same. An absent habit is that of groups that began before there was one.
 */
export interface GroupHabits {
  /** So many calls that begin at the same moment go in one activity. Absent: each by itself. */
  readonly mostTogether?: number;
  /** So many moves one run makes before its neighbours have theirs. Absent: as many as the turn has. */
  readonly movesAtOnce?: number;
  /**
   * No call holds up the neighbours for long, however many follow each other: a workflow task that lasts is brought to an end, with its rows written; timers that
   * were set in it are set again, as late as they are; and the group continues as new in a moment without remote calls. Absent: none of this.
   */
  readonly isPrompt?: boolean;
}

export const todaysHabits = {
  // Enough that an activity's own cost counts little, few enough that one slow call holds up few others.
  mostTogether: 10,
  // Far more than a drawn flow has steps, so that only loops are cut into pieces.
  movesAtOnce: 50,
  isPrompt: true,
} as const satisfies GroupHabits;
