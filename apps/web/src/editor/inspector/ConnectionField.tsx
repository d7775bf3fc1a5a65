import { Anchor, Group, Select, Text } from '@mantine/core';
import type { StepOf } from '@noi/flow';
import { StateBadge } from '@noi/ui';
import { IconAlertTriangle, IconFlask, IconPlugConnected } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { type EditorConnection, useEditorContext } from '../store/EditorContext.ts';
import { FieldShell } from './FieldShell.tsx';
import { useStepEdit } from './useStepEdit.ts';

/** Which of the shop's accounts the step uses; says whether it is a sandbox or the real thing. */
export function ConnectionField({ step, type }: { step: StepOf<'action'> | StepOf<'trigger'>; type: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { connections, catalog } = useEditorContext();
  const { setConnection } = useStepEdit(step.id);
  const fitting = connections.filter((connection) => connection.type === type);
  const chosen = fitting.find((connection) => connection.id === step.connectionId);
  const account = catalog.connection(type)?.title;

  return (
    <FieldShell stepId={step.id} path="connectionId" label={t('editor.connection')} isRequired>
      {({ isInvalid, describedBy }) => (
        <>
          <Select
            aria-label={t('editor.connection')}
            aria-describedby={describedBy}
            error={isInvalid}
            placeholder={fitting.length === 0 ? t('editor.connectionNone', { account: account ? text(account) : type }) : t('editor.choose')}
            data={fitting.map((connection) => ({ value: connection.id, label: connection.name }))}
            value={step.connectionId ?? null}
            onChange={setConnection}
            renderOption={({ option }) => {
              const connection = fitting.find((one) => one.id === option.value);
              return (
                <Group justify="space-between" flex={1} wrap="nowrap">
                  <Text size="sm">{option.label}</Text>
                  {connection && <ModeBadge connection={connection} />}
                </Group>
              );
            }}
          />
          <Group justify="space-between" mt={4}>
            {chosen ? <ModeBadge connection={chosen} /> : <span />}
            <Anchor component={Link} to="/connections" size="xs">
              {t('editor.connectionAdd')}
            </Anchor>
          </Group>
        </>
      )}
    </FieldShell>
  );
}

function ModeBadge({ connection }: { connection: EditorConnection }) {
  const { t } = useTranslation();
  if (connection.state === 'attention') {
    return (
      <StateBadge meaning="failure" size="sm" icon={<IconAlertTriangle size={12} />}>
        {t('editor.connectionAttention')}
      </StateBadge>
    );
  }
  if (connection.mode === 'sandbox') {
    return (
      <StateBadge meaning="wait" size="sm" icon={<IconFlask size={12} />}>
        {t('editor.sandbox')}
      </StateBadge>
    );
  }
  return (
    <StateBadge meaning="success" size="sm" icon={<IconPlugConnected size={12} />}>
      {t('editor.live')}
    </StateBadge>
  );
}
