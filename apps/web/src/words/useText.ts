import type { Text } from '@noi/node-sdk';
import i18next from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from './startWords.ts';

/** The language on the screen. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'vi';
}

/** Picks the language of texts that come from data (titles of nodes, issues): `text(node.title)`. */
export function useText(): (text: Text) => string {
  const language = useLanguage();
  return useCallback((text: Text) => text[language], [language]);
}

/** The same outside of components, in the language of the moment. */
export function textNow(text: Text): string {
  return text[i18next.language === 'en' ? 'en' : 'vi'];
}
