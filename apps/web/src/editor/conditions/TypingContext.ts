import { createContext } from 'react';

/** Says that the next change of the tree is a key typed at this place, so that one undo takes back the word and not the letter. */
export const TypingContext = createContext<(place: string) => void>(() => undefined);
