import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/trpc.ts';
import { useReportError } from '../../errors/useReportError.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import type { FlowFacts } from '../useForeignChanges.ts';
import classes from './TopBar.module.css';

/** The flow's name, changed where it stands; an empty one is taken back. */
export function FlowName({ facts }: { facts: FlowFacts }) {
  const { t } = useTranslation();
  const { flowId } = useEditorContext();
  const reportError = useReportError();
  const [name, setName] = useState(facts.name);
  useEffect(() => setName(facts.name), [facts.name]);

  async function rename() {
    const wanted = name.trim();
    if (wanted === '' || wanted === facts.name) {
      setName(facts.name);
      return;
    }
    try {
      await api.flows.rename.mutate({ id: flowId, name: wanted });
      await facts.refresh();
    } catch (error) {
      setName(facts.name);
      reportError(error);
    }
  }

  return (
    <>
      <VisuallyHidden component="h1">{facts.name}</VisuallyHidden>
      <input
        className={classes.name}
        aria-label={t('editor.flowName')}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => void rename()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setName(facts.name);
        }}
      />
    </>
  );
}
