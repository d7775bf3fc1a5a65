import { Button, Group, Modal, SegmentedControl, Text, useComputedColorScheme } from '@mantine/core';
import type { FlowGraph } from '@noi/flow';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { fileNameOf } from '../files/fileNameOf.ts';
import { saveFile } from '../files/saveFile.ts';
import { useLanguage } from '../words/useText.ts';
import { drawFlow } from './drawFlow.ts';
import { pictureAddress } from './pictureAddress.ts';
import { pngOf } from './pngOf.ts';

export interface PictureDialogProps {
  readonly graph: FlowGraph;
  readonly catalog: EditorCatalog;
  readonly name: string;
  onClose(): void;
}

/** Shows the flow's picture and gives it as a file, light or dark, to print or to pass on. */
export function PictureDialog({ graph, catalog, name, onClose }: PictureDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const pageScheme = useComputedColorScheme('light');
  const [scheme, setScheme] = useState(pageScheme);
  const picture = useMemo(() => drawFlow({ graph, catalog, name, language, scheme, isTitled: true }), [graph, catalog, name, language, scheme]);
  const png = useMutation({ mutationFn: pngOf, onSuccess: (file) => saveFile(`${fileNameOf(name)}.png`, file) });
  const isEmpty = Object.keys(graph.steps).length === 0;

  return (
    <Modal opened onClose={onClose} size="xl" title={t('files.picture')}>
      <Text size="sm" c="dimmed" mb="sm">
        {isEmpty ? t('files.pictureEmpty') : t('files.pictureHint')}
      </Text>
      {!isEmpty && (
        <img
          alt={t('files.pictureOf', { name })}
          src={pictureAddress(picture.svg)}
          width={picture.width}
          height={picture.height}
          style={{ display: 'block', width: '100%', height: 'auto', maxHeight: '52dvh', objectFit: 'contain', borderRadius: 10 }}
        />
      )}
      {png.isError && (
        <Text role="alert" size="sm" c="var(--noi-failure)" mt="sm">
          {t('files.pngFailed')}
        </Text>
      )}
      <Group justify="space-between" mt="lg">
        <SegmentedControl
          aria-label={t('app.colourScheme')}
          size="xs"
          value={scheme}
          onChange={setScheme}
          data={[
            { value: 'light', label: t('app.schemeLight') },
            { value: 'dark', label: t('app.schemeDark') },
          ]}
        />
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            disabled={isEmpty}
            onClick={() => saveFile(`${fileNameOf(name)}.svg`, new Blob([picture.svg], { type: 'image/svg+xml' }))}
          >
            {t('files.saveSvg')}
          </Button>
          <Button leftSection={<IconDownload size={16} />} disabled={isEmpty} loading={png.isPending} onClick={() => png.mutate(picture)}>
            {t('files.savePng')}
          </Button>
        </Group>
      </Group>
    </Modal>
  );
}
