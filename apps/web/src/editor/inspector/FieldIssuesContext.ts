import type { Issue } from '@noi/flow';
import { createContext } from 'react';

/** The issues of the field around a control, for controls that can help with one. */
export const FieldIssuesContext = createContext<readonly Issue[]>([]);
