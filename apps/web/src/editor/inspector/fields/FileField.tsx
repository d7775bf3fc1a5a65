import { ActionIcon, Anchor, Select, Stack, Text } from '@mantine/core';
import { filesNamed } from '@noi/flow';
import { IconAlertTriangle, IconFile, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/trpc.ts';
import { readError } from '../../../errors/readError.ts';
import { UploadArea } from '../../../shopFiles/UploadArea.tsx';
import type { ShopFile } from '../../../shopFiles/uploadFile.ts';
import { formatBytes } from '../../../words/format.ts';
import { matches } from '../../../words/searchText.ts';
import { useLanguage, useText } from '../../../words/useText.ts';
import type { FreeControlProps } from './FieldProps.ts';
import classes from './FileField.module.css';

/** Files of the shop, one or several: from the computer, or among those that the shop keeps already. */
export function FileField({ field, label, value, onChange, isInvalid, describedBy }: FreeControlProps) {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const loaded = useQuery(trpc.shopFiles.list.queryOptions());
  const group = useRef<HTMLDivElement>(null);
  const isList = field.type === 'list';
  const most = isList ? (field.maxItems ?? Number.POSITIVE_INFINITY) : 1;

  const ids = filesNamed(value);
  // Files arrive one after the other, maybe before this is drawn again.
  const latest = useRef(ids);
  latest.current = ids;
  const change = (next: readonly string[]) => {
    latest.current = next;
    onChange(next.length === 0 ? undefined : isList ? [...next] : next[0]);
  };
  const add = (id: string) => {
    if (!latest.current.includes(id) && latest.current.length < most) change([...latest.current, id]);
  };
  const remove = (id: string) => {
    change(ids.filter((one) => one !== id));
    // What was pressed is gone; the keyboard goes on from here.
    group.current?.focus();
  };

  const files = new Map(loaded.data?.files.map((file) => [file.id, file]));
  const others = (loaded.data?.files ?? []).filter(({ id }) => !ids.includes(id));
  return (
    <Stack gap={6} role="group" aria-label={label} aria-describedby={describedBy} ref={group} tabIndex={-1} style={{ outline: 'none' }}>
      {ids.length > 0 && (
        <ul className={classes.files}>
          {ids.map((id) => (
            <ChosenFile key={id} id={id} file={files.get(id)} isGone={loaded.isSuccess && !files.has(id)} onRemove={() => remove(id)} />
          ))}
        </ul>
      )}
      {loaded.error && (
        <Text size="xs" c="var(--noi-failure)">
          {text(readError(loaded.error).text)}{' '}
          <Anchor component="button" type="button" size="xs" onClick={() => void loaded.refetch()}>
            {t('app.tryAgain')}
          </Anchor>
        </Text>
      )}
      {loaded.data && ids.length < most && (
        <>
          <UploadArea
            mostBytes={Math.min(loaded.data.limits.fileBytes, field.maxBytes ?? Number.POSITIVE_INFINITY)}
            mostFiles={most - ids.length}
            isInvalid={isInvalid}
            onKept={({ id }) => add(id)}
          />
          {others.length > 0 && (
            <Select
              size="xs"
              aria-label={t('shopFiles.pickFor', { label })}
              placeholder={t('shopFiles.pick')}
              searchable
              limit={50}
              nothingFoundMessage={t('shopFiles.pickNone')}
              data={others.map(({ id, name, bytes }) => ({ value: id, label: `${name} · ${formatBytes(bytes, language)}` }))}
              filter={({ options, search }) => options.filter((option) => 'label' in option && matches(search, option.label))}
              value={null}
              onChange={(id) => id !== null && add(id)}
            />
          )}
        </>
      )}
      {isList && ids.length >= most && (
        <Text size="xs" c="dimmed">
          {t('shopFiles.enough', { count: most })}
        </Text>
      )}
    </Stack>
  );
}

function ChosenFile({ id, file, isGone, onRemove }: { id: string; file: ShopFile | undefined; isGone: boolean; onRemove(): void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = file?.name ?? (isGone ? t('shopFiles.gone') : t('app.loading'));
  return (
    <li className={classes.file} data-gone={isGone || undefined}>
      {isGone ? <IconAlertTriangle size={16} color="var(--noi-failure)" /> : <IconFile size={16} />}
      <span className={classes.name}>
        {file ? (
          <Anchor href={`/api/files/${id}`} download={file.name} inherit underline="hover">
            {name}
          </Anchor>
        ) : (
          name
        )}
        {file && (
          <>
            {' '}
            <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              · {formatBytes(file.bytes, language)}
            </Text>
          </>
        )}
      </span>
      <ActionIcon variant="subtle" color="gray" aria-label={t('shopFiles.takeOut', { name })} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </li>
  );
}
