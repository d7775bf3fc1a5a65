import { ActionIcon, Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import { IconUpload, IconX } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../words/format.ts';
import { useText } from '../words/useText.ts';
import classes from './UploadArea.module.css';
import type { ShopFile } from './uploadFile.ts';
import { type Upload, useUploads } from './useUploads.ts';

/** As the server's `readKind.ts` takes them; the browser only offers these first. */
const endings = '.pdf,.jpg,.jpeg,.png,.gif,.webp,.heic,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.zip,.txt,.csv';

interface UploadAreaProps {
  /** In bytes, of one file. */
  readonly mostBytes: number;
  /** How many more may be chosen. */
  readonly mostFiles?: number;
  readonly isInvalid?: boolean;
  onKept(file: ShopFile): void;
}

/** Takes files from the computer: chosen, or dropped here. Shows how far each came, and why one was not taken. */
export function UploadArea({ mostBytes, mostFiles = Number.POSITIVE_INFINITY, isInvalid = false, onKept }: UploadAreaProps) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const tooLarge = ({ name }: File) => ({
    vi: `Tệp “${name}” lớn hơn ${formatBytes(mostBytes, 'vi')}. Chọn tệp nhẹ hơn.`,
    en: `The file “${name}” is larger than ${formatBytes(mostBytes, 'en')}. Choose a smaller one.`,
  });
  const { uploads, send, dismiss } = useUploads({ mostBytes, tooLarge, onKept });
  const take = (files: readonly File[]) => void send(files.slice(0, mostFiles));
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');

  return (
    <Stack gap={6}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut of the button inside. */}
      <div
        className={classes.area}
        data-over={isOver || undefined}
        data-invalid={isInvalid || undefined}
        onDragOver={(event) => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false);
          if (!hasFiles(event)) return;
          event.preventDefault();
          take([...event.dataTransfer.files]);
        }}
      >
        <FileButton multiple={mostFiles > 1} accept={endings} onChange={(chosen) => take(chosen === null ? [] : [chosen].flat())}>
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<IconUpload size={14} />}>
              {t('shopFiles.choose')}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed" className={classes.drop}>
          {t('shopFiles.drop')}
        </Text>
      </div>
      <div role="status">
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} onDismiss={() => dismiss(upload.key)} />
        ))}
      </div>
    </Stack>
  );
}

function UploadRow({ upload: { name, share, problem }, onDismiss }: { upload: Upload; onDismiss(): void }) {
  const { t } = useTranslation();
  const text = useText();
  if (problem === null)
    return (
      <div>
        <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
          {t('shopFiles.sending', { name })}
        </Text>
        <Progress value={share * 100} size="sm" aria-label={t('shopFiles.sending', { name })} />
      </div>
    );
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Text size="xs" c="var(--noi-failure)" style={{ flex: 1, overflowWrap: 'anywhere' }}>
        {text(problem)}
      </Text>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('shopFiles.dismiss', { name })} onClick={onDismiss}>
        <IconX size={14} />
      </ActionIcon>
    </Group>
  );
}
