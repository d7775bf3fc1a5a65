import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Words } from './vi/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: Words };
  }
}

export type Language = 'vi' | 'en';
const storageKey = 'noi.language';

function chosenLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}

/** A visit reads the words of one language only. */
const wordsOf: Readonly<Record<Language, () => Promise<Words>>> = {
  vi: async () => (await import('./vi/index.ts')).vi,
  en: async () => (await import('./en/index.ts')).en,
};

/** Prepares the words before the first render: Vietnamese unless the user chose English. */
export async function startWords(): Promise<void> {
  const language = chosenLanguage();
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    defaultNS: 'words',
    ns: ['words'],
    resources: { [language]: { words: await wordsOf[language]() } },
    interpolation: { escapeValue: false },
  });
}

/** Switches the language now and for later visits. Rejects when its words cannot be had; the page then stays as it is. */
export async function chooseLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'words')) i18next.addResourceBundle(language, 'words', await wordsOf[language]());
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage may be closed; the choice then lasts until the page is left.
  }
}
