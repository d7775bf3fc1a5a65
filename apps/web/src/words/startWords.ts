import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/index.ts';
import { vi, type Words } from './vi/index.ts';

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

/** Prepares the words before the first render: Vietnamese unless the user chose English. */
export function startWords() {
  const language = chosenLanguage();
  document.documentElement.lang = language;
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    defaultNS: 'words',
    ns: ['words'],
    resources: { vi: { words: vi }, en: { words: en } },
    interpolation: { escapeValue: false },
  });
}

/** Switches the language now and for later visits. */
export function chooseLanguage(language: Language) {
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage may be closed; the choice then lasts until the page is left.
  }
}
