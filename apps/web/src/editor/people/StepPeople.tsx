import type { StepId } from '@noi/flow';
import { useContext, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { EditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { Initials } from './Initials.tsx';
import classes from './People.module.css';
import type { Person } from './Person.ts';
import { usePersonName } from './usePersonName.ts';

const nobody: readonly Person[] = [];
const at = ({ peopleAt }: EditorState, stepId: StepId) => peopleAt.get(stepId) ?? nobody;
const stay = () => () => undefined;

/** Who stands at a step now. Nothing where no editor is around: on the page of a run. */
export function StepPeople({ stepId }: { stepId: StepId }) {
  const store = useContext(EditorContext)?.store;
  const people = useSyncExternalStore(store?.subscribe ?? stay, () => (store ? at(store.getState(), stepId) : nobody));
  return people.length > 0 && <People people={people} />;
}

function People({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation();
  const nameOf = usePersonName();
  const names = people.map(nameOf).join(', ');
  return (
    <span className={classes.mark} role="img" aria-label={t('people.alsoHere', { names })} title={t('people.alsoHere', { names })}>
      {people.slice(0, 2).map((person) => (
        <Initials key={person.tabId} person={person} size={20} />
      ))}
    </span>
  );
}
