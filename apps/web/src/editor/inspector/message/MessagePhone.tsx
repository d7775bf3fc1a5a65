import { SegmentedControl } from '@mantine/core';
import type { StepOf } from '@noi/flow';
import type { ActionDescriptor } from '@noi/node-sdk';
import { IconBuildingStore } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditorContext } from '../../store/EditorContext.ts';
import { FieldEditor } from '../fields/FieldEditor.tsx';
import { useStepEdit } from '../useStepEdit.ts';
import { isPartOfMessage } from './filledMessage.ts';
import bubble from './MessageBubble.module.css';
import { BubbleButtons, MessageBubble } from './MessageBubble.tsx';
import classes from './MessagePhone.module.css';
import { useFilledMessage } from './MessagePreview.tsx';
import { SnapshotFacts } from './SnapshotFacts.tsx';
import { useVariants } from './useVariants.ts';

const CompareVariants = lazy(async () => ({ default: (await import('./CompareVariants.tsx')).CompareVariants }));

/** A chat message, written where the customer will read it: on a phone, with the template's own parameters, its buttons and what it costs. */
export function MessagePhone({ step, node }: { step: StepOf<'action'>; node: ActionDescriptor }) {
  const { t } = useTranslation();
  const { connections, catalog } = useEditorContext();
  const { setInput } = useStepEdit(step.id);
  const [isSeen, setSeen] = useState(false);
  const message = useFilledMessage({ step, node });
  const variants = useVariants(step.id);
  const sender = connections.find(({ id }) => id === step.connectionId)?.name ?? catalog.packageOf(node.id)?.title.vi ?? '';
  const snapshots = Object.values(step.dynamic ?? {});

  return (
    <section className={classes.phone} aria-label={t('forms.phone')}>
      <div className={classes.bar}>
        <IconBuildingStore size={16} aria-hidden="true" />
        <span className={classes.sender}>{sender}</span>
        <SegmentedControl
          size="xs"
          aria-label={t('forms.phoneView')}
          value={isSeen ? 'seen' : 'edit'}
          onChange={(view) => setSeen(view === 'seen')}
          data={[
            { value: 'edit', label: t('forms.phoneEdit') },
            { value: 'seen', label: t('forms.phoneSeen') },
          ]}
        />
      </div>
      <div className={classes.screen}>
        {isSeen ? (
          <MessageBubble message={message} />
        ) : (
          <div className={bubble.bubble}>
            {message.title && <div className={bubble.title}>{message.title}</div>}
            {node.input
              .filter((field) => isPartOfMessage(field, node))
              .map((field) => (
                <FieldEditor
                  key={field.key}
                  step={step}
                  field={field}
                  path={field.key}
                  isInPicture
                  value={step.input[field.key]}
                  onChange={(value) => setInput(field.key, value)}
                />
              ))}
            <BubbleButtons buttons={message.buttons} />
          </div>
        )}
      </div>
      <div className={classes.facts}>
        {snapshots.map((snapshot) => (
          <SnapshotFacts key={snapshot.madeFor} snapshot={snapshot} />
        ))}
        {variants.length > 1 && (
          <Suspense fallback={null}>
            <CompareVariants variants={variants} />
          </Suspense>
        )}
      </div>
    </section>
  );
}
