import { Button, Group, Modal, Paper, ScrollArea, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconColumns } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../words/useText.ts';
import { readable } from '../../stepData/StepData.tsx';
import { useGivenData } from '../../stepData/useGivenData.ts';
import { useEditorContext } from '../../store/EditorContext.ts';
import { filledMessage } from './filledMessage.ts';
import { MessageBubble } from './MessageBubble.tsx';
import { SnapshotFacts } from './SnapshotFacts.tsx';
import type { Variant } from './variantsOf.ts';

/** The messages of a split's branches beside each other, each as its customers see it. */
export function CompareVariants({ variants }: { variants: readonly Variant[] }) {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button fullWidth variant="default" size="xs" mb="xs" leftSection={<IconColumns size={15} />} onClick={open}>
        {t('forms.compare', { count: variants.length })}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t('forms.compareTitle')} size="auto" centered>
        <ScrollArea type="auto">
          <Group align="stretch" wrap="nowrap" gap="md" pb="sm">
            {variants.map((variant) => (
              <Column key={variant.step.id} variant={variant} onDone={close} />
            ))}
          </Group>
        </ScrollArea>
      </Modal>
    </>
  );
}

function Column({ variant: { label, step }, onDone }: { variant: Variant; onDone(): void }) {
  const { t } = useTranslation();
  const text = useText();
  const { catalog, store } = useEditorContext();
  const { graph, selectedSteps } = store.getState();
  const { given } = useGivenData();
  const node = catalog.action(step.node, step.nodeVersion);
  if (!node) return null;
  const { sample } = readable({ graph, stepId: step.id, catalog, given });
  const isChosen = selectedSteps.includes(step.id);
  return (
    <Paper
      withBorder
      p="sm"
      w={300}
      display="flex"
      style={{ flexDirection: 'column' }}
      radius="lg"
      bg="var(--noi-canvas)"
      component="section"
      aria-label={text(label)}
    >
      <Text size="sm" fw={600} mb="xs">
        {text(label)}
      </Text>
      <MessageBubble message={filledMessage({ step, node, data: sample, timezone: graph.settings.timezone, now: Date.now() })} />
      <Group mt="xs" mb="sm">
        {Object.values(step.dynamic ?? {}).map((snapshot) => (
          <SnapshotFacts key={snapshot.madeFor} snapshot={snapshot} />
        ))}
      </Group>
      {isChosen ? (
        <Text size="sm" c="dimmed" ta="center" mt="auto" py={6}>
          {t('forms.compareChosen')}
        </Text>
      ) : (
        <Button
          size="xs"
          variant="default"
          mt="auto"
          onClick={() => {
            store.getState().select({ steps: [step.id] });
            onDone();
          }}
        >
          {t('forms.compareEdit')}
        </Button>
      )}
    </Paper>
  );
}
