import { createContext, type RefObject } from 'react';

/** Puts a datum into the field that was last typed in; nothing before the first. */
export type InsertTarget = RefObject<((path: string) => void) | null>;

export const InsertTargetContext = createContext<InsertTarget>({ current: null });
