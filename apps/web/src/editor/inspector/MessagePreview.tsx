import { Paper, Text } from '@mantine/core';
import { type InputValue, renderInput, type StepOf, snapshotFields } from '@noi/flow';
import type { ActionDescriptor, FieldDescriptor } from '@noi/node-sdk';
import { IconMessage2 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { useStepData } from '../stepData/StepData.tsx';
import { useEditor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import classes from './MessagePreview.module.css';

const selectZone = (state: EditorState) => state.graph.settings.timezone;

/** What goes out, filled with sample data: the texts and the template's parameters. */
export function MessagePreview({ step, node }: { step: StepOf<'action'>; node: ActionDescriptor }) {
  const { t } = useTranslation();
  const text = useText();
  const { sample } = useStepData();
  const timezone = useEditor(selectZone);
  const title = Object.values(step.dynamic ?? {}).find((snapshot) => snapshot.title)?.title;
  const rows = useMemo(
    () =>
      shownFields(step, node).flatMap(({ field, value }) => {
        const rendered = renderInput({ input: { shown: value }, data: sample, timezone, now: Date.now() });
        const words = rendered.ok ? rendered.value.shown : null;
        return typeof words === 'string' || typeof words === 'number' ? [{ field, words: String(words) }] : [];
      }),
    [step, node, sample, timezone],
  );
  if (rows.length === 0) return null;

  return (
    <Paper withBorder p="sm" mt="xs" bg="var(--noi-canvas)">
      <Text size="xs" c="dimmed" mb={6} style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
        <IconMessage2 size={14} /> {t('editor.preview')}
      </Text>
      <div className={classes.bubble}>
        {title && <div className={classes.title}>{title}</div>}
        {rows.map(({ field, words }) =>
          field.format === 'longText' ? (
            <div key={field.key} className={classes.long}>
              {words}
            </div>
          ) : (
            <div key={field.key} className={classes.row}>
              <span>{text(field.label)}</span>
              <b>{words}</b>
            </div>
          ),
        )}
      </div>
    </Paper>
  );
}

/** The recipient is no part of the message; neither are choices and switches. */
function shownFields(step: StepOf<'action'>, node: ActionDescriptor): { field: FieldDescriptor; value: InputValue }[] {
  return node.input.flatMap((field) => {
    const value = step.input[field.key];
    if (value === undefined || field.hasOptions || field.choices || field.format === 'phone' || field.format === 'email') return [];
    if (field.dynamic) {
      const snapshot = step.dynamic?.[field.key];
      if (!snapshot || typeof value !== 'object' || value === null || Array.isArray(value)) return [];
      return snapshotFields(snapshot).flatMap((child) => {
        const held = value[child.key];
        return held === undefined ? [] : [{ field: child, value: held }];
      });
    }
    return field.type === 'text' ? [{ field, value }] : [];
  });
}
