import { Box, Button, Card, Group, List, Skeleton, Text, Title } from '@mantine/core';
import { BrandMark, EmptyState, Page, PageHeader } from '@noi/ui';
import { IconDownload, IconLinkOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, trpc } from '../api/trpc.ts';
import { LanguageSwitch } from '../app/LookSwitches.tsx';
import { describeStep } from '../editor/canvas/describeStep.ts';
import { createEditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { readError } from '../errors/readError.ts';
import { FlowPicture } from '../picture/FlowPicture.tsx';
import { formatDateTime } from '../words/format.ts';
import { useText } from '../words/useText.ts';
import { ImportDialog } from './ImportDialog.tsx';

const route = getRouteApi('/shared/$secret');

/** A flow that another shop shows: its picture and its steps, and a way to take a copy. Opening the page changes nothing. */
export function SharedFlowPage() {
  const { t } = useTranslation();
  const { secret } = route.useParams();
  const shared = useQuery(trpc.files.openLink.queryOptions({ secret }));
  const isGone = shared.isError && ['not_found', 'invalid_request'].includes(readError(shared.error).code);

  return (
    <Box component="main" mih="100dvh">
      <Page>
        <Group justify="space-between" mb="lg">
          <Group gap="xs">
            <BrandMark />
            <Text fw={700}>{t('app.name')}</Text>
          </Group>
          <Box w={200}>
            <LanguageSwitch />
          </Box>
        </Group>
        {shared.isPending && <Skeleton height={320} role="status" aria-label={t('app.loading')} />}
        {isGone && (
          <EmptyState icon={<IconLinkOff size={26} />} title={t('files.linkGone')}>
            {t('files.linkGoneHint')}
          </EmptyState>
        )}
        {shared.isError && !isGone && <QueryError error={shared.error} onRetry={() => void shared.refetch()} />}
        {shared.data && <SharedFlow shared={shared.data} secret={secret} />}
      </Page>
    </Box>
  );
}

function SharedFlow({ shared, secret }: { shared: ApiOutputs['files']['openLink']; secret: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { name, shopName, expiresAt, graph, packages, isMember } = shared;
  const [isTaking, setTaking] = useState(false);
  const catalog = useMemo(() => createEditorCatalog(packages), [packages]);
  const steps = Object.values(graph.steps).sort((left, right) => left.position.y - right.position.y || left.position.x - right.position.x);
  const take = isMember ? (
    <Button leftSection={<IconDownload size={16} />} onClick={() => setTaking(true)}>
      {t('files.take')}
    </Button>
  ) : (
    <Button renderRoot={(props) => <Link to="/sign-in" search={{ next: `/shared/${secret}` }} {...props} />} leftSection={<IconDownload size={16} />}>
      {t('files.signInToTake')}
    </Button>
  );

  return (
    <>
      <PageHeader title={name} summary={t('files.sharedBy', { shop: shopName, until: formatDateTime(expiresAt) })} actions={take} />
      <Card withBorder padding={0} style={{ overflow: 'hidden' }}>
        <FlowPicture graph={graph} catalog={catalog} name={t('files.pictureOf', { name })} maxHeight={620} />
      </Card>
      <Title order={2} fz="1.0625rem" mt="xl" mb="xs">
        {t('files.sharedSteps')}
      </Title>
      <List type="ordered" size="sm" spacing={4}>
        {steps.map((step) => (
          <List.Item key={step.id}>{text(describeStep(step, graph, catalog).title)}</List.Item>
        ))}
      </List>
      {isTaking && <ImportDialog secret={secret} onClose={() => setTaking(false)} />}
    </>
  );
}
