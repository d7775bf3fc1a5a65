import { useTranslation } from 'react-i18next';
import type { Person } from './Person.ts';

/** A person's name; one's own other tab is called so. */
export function usePersonName(): (person: Person) => string {
  const { t } = useTranslation();
  return ({ name, isMe }) => (isMe ? t('people.otherTab') : name);
}
