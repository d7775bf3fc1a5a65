import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { Initials } from './Initials.tsx';
import classes from './People.module.css';
import { usePeople } from './usePeople.ts';
import { usePersonName } from './usePersonName.ts';

const selectPeople = (state: EditorState) => state.people;
const selectGraph = (state: EditorState) => state.graph;
const mostShown = 4;

/** Who else has this flow open, and at which step they are. */
export function PeopleBar() {
  usePeople();
  const { t } = useTranslation();
  const text = useText();
  const { catalog, store } = useEditorContext();
  const nameOf = usePersonName();
  const people = useEditor(selectPeople);
  const graph = useEditor(selectGraph);
  if (people.length === 0) return null;

  return (
    <ul className={classes.bar} aria-label={t('people.here')}>
      {people.slice(0, mostShown).map((person) => {
        const step = person.stepId === null ? undefined : graph.steps[person.stepId];
        const words = step ? t('people.at', { name: nameOf(person), step: text(describeStep(step, graph, catalog).title) }) : nameOf(person);
        return (
          <li key={person.tabId}>
            <Tooltip label={words}>
              <button type="button" className={classes.person} aria-label={words} onClick={() => step && store.getState().select({ steps: [step.id] })}>
                <Initials person={person} size={26} />
              </button>
            </Tooltip>
          </li>
        );
      })}
      {people.length > mostShown && <li className={classes.more}>{t('people.more', { count: people.length - mostShown })}</li>}
    </ul>
  );
}
