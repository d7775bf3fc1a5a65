import { Anchor, Group, Select, Text } from '@mantine/core';
import { StateBadge } from '@noi/ui';
import { IconAlertTriangle, IconFlask, IconPlugConnected } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { type EditorConnection, useEditorContext } from '../store/EditorContext.ts';
import { FieldShell } from './FieldShell.tsx';
import { type NodeStep, useStepEdit } from './useStepEdit.ts';

/** Which of the shop's accounts the step uses; says whether it is a sandbox or the real thing. */
export function ConnectionField({ step, type }: { step: NodeStep; type: string }) {
  const { t } = useTranslation();
  const { setConnection } = useStepEdit(step.id);
  return (
    <FieldShell stepId={step.id} path="connectionId" label={t('editor.connection')} isRequired>
      {(control) => <AccountChoice type={type} connectionId={step.connectionId} onChange={setConnection} {...control} />}
    </FieldShell>
  );
}

interface AccountChoiceProps {
  readonly type: string;
  readonly connectionId: string | undefined;
  readonly isInvalid: boolean;
  readonly describedBy?: string;
  onChange(connectionId: string | null): void;
}

/** One of the shop's accounts of a kind, by its name. */
export function AccountChoice({ type, connectionId, isInvalid, describedBy, onChange }: AccountChoiceProps) {
  const { t } = useTranslation();
  const text = useText();
  const { connections, catalog } = useEditorContext();
  const fitting = connections.filter((connection) => connection.type === type);
  const chosen = fitting.find((connection) => connection.id === connectionId);
  const account = catalog.connection(type)?.title;

  return (
    <>
      <Select
        aria-label={t('editor.connection')}
        aria-describedby={describedBy}
        error={isInvalid}
        placeholder={fitting.length === 0 ? t('editor.connectionNone', { account: account ? text(account) : type }) : t('editor.choose')}
        data={fitting.map((connection) => ({ value: connection.id, label: connection.name }))}
        value={connectionId ?? null}
        onChange={onChange}
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
