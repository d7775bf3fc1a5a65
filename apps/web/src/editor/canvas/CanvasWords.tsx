import type { Text } from '@noi/node-sdk';
import type { TFunction } from 'i18next';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';

interface Words {
  readonly t: TFunction<'words'>;
  /** The language of texts that come from data. */
  text(text: Text): string;
}

const WordsContext = createContext<Words | null>(null);

/** The words for everything on a canvas, asked for once: cards by the thousand, each with hooks of its own for them, take seconds to appear. */
export function CanvasWords({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useMemo(() => ({ t, text }), [t, text]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** What cards and wires speak with. */
export function useCanvasWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('Used outside of a canvas');
  return words;
}
