import { Button, Chip, Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { EmptyState, Page, PageHeader, RowSkeletons } from '@noi/ui';
import { IconSearch, IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { createEditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { findTemplates } from './findTemplates.ts';
import { TemplateCard } from './TemplateCard.tsx';
import { TemplatePreview } from './TemplatePreview.tsx';
import classes from './templates.module.css';

const templatesRoute = getRouteApi('/app/templates');
const categories = ['orders', 'delivery', 'care', 'sales', 'team'] as const;
type Shown = (typeof categories)[number] | 'all';

/** Every ready-made flow: searched, by kind, and looked at before it is taken. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { template: openId } = templatesRoute.useSearch();
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const templates = useQuery(trpc.templates.list.queryOptions());
  const packages = useQuery(trpc.catalog.get.queryOptions());
  const catalog = useMemo(() => packages.data && createEditorCatalog(packages.data.packages), [packages.data]);
  const found = useMemo(
    () => findTemplates(templates.data ?? [], typed).filter(({ category }) => shown === 'all' || category === shown),
    [templates.data, typed, shown],
  );
  const open = templates.data?.find(({ id }) => id === openId);
  const look = (template: string | undefined) => void navigate({ to: '/templates', search: template === undefined ? {} : { template }, resetScroll: false });
  const clear = () => {
    setTyped('');
    setShown('all');
  };

  return (
    <Page>
      <PageHeader title={t('templates.title')} summary={t('templates.summary')} />
      <TextInput
        className={classes.search ?? ''}
        type="search"
        aria-label={t('templates.search')}
        placeholder={t('templates.searchPlaceholder')}
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={(changed) => setTyped(changed.currentTarget.value)}
      />
      <Chip.Group value={shown} onChange={(chosen) => setShown(chosen as Shown)}>
        <Group gap={8} mt="sm" role="group" aria-label={t('templates.categories')}>
          {(['all', ...categories] as const).map((one) => (
            <Chip key={one} value={one} size="sm" variant="light">
              {one === 'all' ? t('templates.all') : t(`templates.category.${one}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Text size="sm" c="dimmed" mt="md" mb="sm" role="status">
        {templates.data && t('templates.found', { count: found.length })}
      </Text>
      {templates.isPending && <RowSkeletons rows={3} height={220} label={t('app.loading')} />}
      {templates.isError && <QueryError error={templates.error} onRetry={() => void templates.refetch()} />}
      {templates.data && found.length === 0 && (
        <EmptyState icon={<IconTemplate size={26} />} title={t('templates.nothing')} actions={<Button onClick={clear}>{t('templates.clear')}</Button>}>
          {t('templates.nothingHint')}
        </EmptyState>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {found.map((template) => (
          <TemplateCard key={template.id} template={template} catalog={catalog} onLook={() => look(template.id)} />
        ))}
      </SimpleGrid>
      {open && catalog && <TemplatePreview template={open} catalog={catalog} onClose={() => look(undefined)} />}
    </Page>
  );
}
