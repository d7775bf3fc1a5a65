import { Anchor, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { RowSkeletons } from '@noi/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { createEditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { TemplateCard } from '../templates/TemplateCard.tsx';

const shownHere = 3;

/** The first ready-made flows, each one press away from its own draft, and the way to all of them. */
export function TemplateGallery() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const templates = useQuery(trpc.templates.list.queryOptions());
  const packages = useQuery(trpc.catalog.get.queryOptions());
  const catalog = useMemo(() => packages.data && createEditorCatalog(packages.data.packages), [packages.data]);

  return (
    <section aria-label={t('flows.templates')} data-tour-mark="pick">
      <Group justify="space-between" align="baseline" mt="xl">
        <Title order={2} fz="1.0625rem">
          {t('flows.templates')}
        </Title>
        {templates.data && (
          <Anchor renderRoot={(props) => <Link to="/templates" {...props} />} size="sm">
            {t('templates.seeAll', { count: templates.data.length })}
          </Anchor>
        )}
      </Group>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        {t('flows.templatesHint')}
      </Text>
      {templates.isPending && <RowSkeletons rows={1} height={150} label={t('app.loading')} />}
      {templates.isError && <QueryError error={templates.error} onRetry={() => void templates.refetch()} />}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {templates.data?.slice(0, shownHere).map((template) => (
          <TemplateCard
            key={template.id}
            template={template}
            catalog={catalog}
            onLook={() => void navigate({ to: '/templates', search: { template: template.id } })}
          />
        ))}
      </SimpleGrid>
    </section>
  );
}
