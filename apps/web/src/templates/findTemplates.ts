import { matches } from '../words/searchText.ts';

interface Findable {
  readonly title: { readonly vi: string; readonly en: string };
  readonly summary: { readonly vi: string; readonly en: string };
  readonly tags: readonly string[];
}

/** Templates in which every word that was typed stands somewhere, in either language, with or without tone marks. */
export function findTemplates<T extends Findable>(templates: readonly T[], typed: string): readonly T[] {
  return templates.filter(({ title, summary, tags }) => matches(typed.trim(), [title.vi, title.en, summary.vi, summary.en, ...tags].join(' ')));
}
