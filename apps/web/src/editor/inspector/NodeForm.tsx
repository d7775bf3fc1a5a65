import { Alert } from '@mantine/core';
import { askedFields, type StepOf } from '@noi/flow';
import type { EventType } from '@noi/node-sdk';
import { useTranslation } from 'react-i18next';
import { BroadcastForm } from '../../starts/BroadcastForm.tsx';
import { ScheduleForm } from '../../starts/ScheduleForm.tsx';
import { useEditorContext } from '../store/EditorContext.ts';
import { ConnectionField } from './ConnectionField.tsx';
import { FieldEditor } from './fields/FieldEditor.tsx';
import { isPartOfMessage } from './message/filledMessage.ts';
import { MessagePhone } from './message/MessagePhone.tsx';
import { MessagePreview } from './message/MessagePreview.tsx';
import { OnUnknownField } from './OnUnknownField.tsx';
import { useStepEdit } from './useStepEdit.ts';

/** Triggers whose forms are more than a list of fields. */
const ownForms: Partial<Record<EventType, typeof ScheduleForm>> = { 'schedule.due': ScheduleForm, 'broadcast.recipient': BroadcastForm };

/** The form of a trigger or an action, made from what its node declares. */
export function NodeForm({ step }: { step: StepOf<'action'> | StepOf<'trigger'> }) {
  const { t } = useTranslation();
  const { catalog } = useEditorContext();
  const { setInput } = useStepEdit(step.id);
  const node = catalog.nodeOf(step);
  if (!node) return <Alert color="red">{t('editor.nodeUnknown')}</Alert>;

  // A chat message is written in its picture; a letter is longer than a phone, so its picture stands below the form.
  const chat = node.kind === 'action' && step.kind === 'action' && node.message?.channel === 'zalo' ? { node, step } : null;
  const OwnForm = node.kind === 'trigger' ? ownForms[node.event] : undefined;
  return (
    <>
      {node.connectionType && <ConnectionField step={step} type={node.connectionType} />}
      {OwnForm && node.kind === 'trigger' && step.kind === 'trigger' && <OwnForm step={step} node={node} />}
      {!OwnForm &&
        askedFields(node.input ?? [], step.input)
          .filter((field) => !chat || !isPartOfMessage(field, chat.node))
          .map((field) => (
            <FieldEditor
              key={field.key}
              step={step}
              field={field}
              path={field.key}
              value={step.input[field.key]}
              onChange={(value) => setInput(field.key, value)}
            />
          ))}
      {chat && <MessagePhone {...chat} />}
      {node.kind === 'action' && step.kind === 'action' && node.message && !chat && <MessagePreview step={step} node={node} />}
      {node.kind === 'action' && step.kind === 'action' && <OnUnknownField step={step} node={node} />}
    </>
  );
}
