import { Button, Card, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { RowSkeletons } from '@noi/ui';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { useReportError } from '../errors/useReportError.ts';
import { useText } from '../words/useText.ts';
import { PackageIcon } from './PackageIcon.tsx';

/** Ready-made flows, each one press away from its own draft. */
export function TemplateGallery() {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const templates = useQuery(trpc.templates.list.queryOptions());
  const create = useMutation(
    trpc.flows.create.mutationOptions({ onError: useReportError(), onSuccess: ({ id }) => void navigate({ to: '/flows/$id', params: { id } }) }),
  );

  return (
    <section aria-label={t('flows.templates')}>
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
            <Group gap={6} mb="sm">
              {template.packages.map((id) => (
                <PackageIcon key={id} packageId={id} />
              ))}
            </Group>
            <Text fw={600}>{text(template.title)}</Text>
            <Text size="sm" c="dimmed" mt={4} flex={1}>
              {text(template.summary)}
            </Text>
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
