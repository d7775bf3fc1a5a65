import { Modal, Select, Text } from '@mantine/core';
import { portWords } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import { connect, legalTargets, type WireStart } from './moveStep.ts';
import { useOutlineView } from './OutlineContext.ts';

/** Asks where a way out is to lead; only steps that it may lead to are offered. */
export function TargetDialog({ start, onClose, say }: { start: WireStart; onClose(): void; say(words: string): void }) {
  const { t } = useTranslation();
  const text = useText();
  const { store } = useEditorContext();
  const { graph, catalog, numbers } = useOutlineView();
  const from = graph.steps[start.from];
  if (!from) return null;
  const targets = legalTargets(graph, start)
    .map((step) => ({
      value: step.id,
      number: numbers.get(step.id) ?? '',
      label: `${numbers.get(step.id) ?? ''}. ${text(describeStep(step, graph, catalog).title)}`,
    }))
    .sort((left, right) => left.number.localeCompare(right.number, undefined, { numeric: true }));

  return (
    <Modal opened onClose={onClose} title={t('outline.connectTitle', { port: text(portWords(from, start.port)), number: numbers.get(from.id) ?? '' })} centered>
      {targets.length === 0 ? (
        <Text size="sm">{t('outline.connectNone')}</Text>
      ) : (
        <Select
          data-autofocus
          searchable
          label={t('outline.target')}
          placeholder={t('editor.choose')}
          data={targets}
          comboboxProps={{ withinPortal: true }}
          onChange={(chosen) => {
            if (chosen === null) return;
            onClose();
            if (!store.getState().send(connect(start, chosen))) return;
            say(t('outline.connected', { number: numbers.get(chosen) ?? '' }));
          }}
        />
      )}
    </Modal>
  );
}
