import { Button, Card, SimpleGrid, Text, Title } from '@mantine/core';
import { RowSkeletons } from '@noi/ui';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { createEditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { useReportError } from '../errors/useReportError.ts';
import { useText } from '../words/useText.ts';
import { TemplateSteps } from './TemplateSteps.tsx';

/** Ready-made flows, each one press away from its own draft. */
export function TemplateGallery() {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const templates = useQuery(trpc.templates.list.queryOptions());
  const packages = useQuery(trpc.catalog.get.queryOptions());
  const catalog = useMemo(() => packages.data && createEditorCatalog(packages.data.packages), [packages.data]);
  const create = useMutation(
    trpc.flows.create.mutationOptions({ onError: useReportError(), onSuccess: ({ id }) => void navigate({ to: '/flows/$id', params: { id } }) }),
  );

  return (
    <section aria-label={t('flows.templates')} data-tour-mark="pick">
      <Title order={2} fz="1.0625rem" mt="xl">
        {t('flows.templates')}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        {t('flows.templatesHint')}
      </Text>
      {templates.isPending && <RowSkeletons rows={1} height={150} label={t('app.loading')} />}
      {templates.isError && <QueryError error={templates.error} onRetry={() => void templates.refetch()} />}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {templates.data?.map((template) => (
          <Card
            key={template.id}
            withBorder
            padding="lg"
            component="article"
            aria-label={text(template.title)}
            style={{ display: 'flex', flexDirection: 'column' }}
          >
            <Title order={3} fz="0.9375rem">
              {text(template.title)}
            </Title>
            <Text size="sm" c="dimmed" mt={4} mb="md">
              {text(template.summary)}
            </Text>
            {catalog && <TemplateSteps graph={template.graph} catalog={catalog} />}
            <Button
              variant="light"
              mt="md"
              rightSection={<IconArrowRight size={16} />}
              loading={create.isPending && create.variables?.templateId === template.id}
              onClick={() => create.mutate({ templateId: template.id, name: text(template.title) })}
            >
              {t('flows.useTemplate')}
            </Button>
          </Card>
        ))}
      </SimpleGrid>
    </section>
  );
}
