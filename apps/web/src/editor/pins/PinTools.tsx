import { Button, Group, Modal, Text } from '@mantine/core';
import { type DataSource, isPinnable, type Step } from '@noi/flow';
import { IconPencil, IconPin } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GivenBy } from '../stepData/dataTree.ts';
import { TypedEvent } from '../trial/travel/TypedEvent.tsx';
import { usePins } from './PinsContext.ts';
import { usePinning } from './usePinning.ts';

type Output = Readonly<Record<string, unknown>>;

interface PinToolsProps {
  readonly step: Step;
  readonly source: DataSource;
  /** Where the output comes from that is shown now. */
  readonly givenBy: GivenBy | null;
}

/** Pins what is shown of a step's output, as it is or changed by hand. */
export function PinTools({ step, source, givenBy }: PinToolsProps) {
  const { t } = useTranslation();
  const { pin, isBusy } = usePinning();
  const isPinned = usePins().has(step.id);
  const [typed, setTyped] = useState<Output | null>(null);
  if (!isPinnable(step)) return null;

  const output = { ...source.sample };
  // What people wrote into a real output goes the same way: nobody knows which part was real.
  const isReal = givenBy === 'real';
  return (
    <Group gap="xs" my="xs">
      {!isPinned && (
        <Button size="xs" variant="default" leftSection={<IconPin size={15} />} loading={isBusy} onClick={() => pin({ stepId: step.id, output, isReal })}>
          {t('pins.pin')}
        </Button>
      )}
      <Button size="xs" variant="default" leftSection={<IconPencil size={15} />} onClick={() => setTyped(output)}>
        {t(isPinned ? 'pins.edit' : 'pins.editAndPin')}
      </Button>
      {isReal && (
        <Text size="xs" c="dimmed">
          {t('pins.madeUp')}
        </Text>
      )}
      <Modal opened={typed !== null} onClose={() => setTyped(null)} title={t('pins.edit')} size="lg">
        {typed && (
          <>
            <TypedEvent fields={source.fields} value={typed} hint={t('pins.editHint')} onChange={setTyped} />
            <Group justify="flex-end" mt="md">
              <Button variant="default" onClick={() => setTyped(null)}>
                {t('app.cancel')}
              </Button>
              <Button
                leftSection={<IconPin size={16} />}
                onClick={() => {
                  pin({ stepId: step.id, output: typed, isReal });
                  setTyped(null);
                }}
              >
                {t('pins.pin')}
              </Button>
            </Group>
          </>
        )}
      </Modal>
    </Group>
  );
}
