import { Accordion, Text, Title } from '@mantine/core';
import { RowSkeletons } from '@noi/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { useText } from '../words/useText.ts';
import { ScenarioForm } from './ScenarioForm.tsx';

/** What may happen at the sandbox systems, each as a small form. */
export function ScenarioPanel() {
  const { t } = useTranslation();
  const text = useText();
  const scenarios = useQuery(trpc.phone.scenarios.queryOptions());
  const catalog = useQuery(trpc.catalog.get.queryOptions());
  const nameOf = (packageId: string) => {
    const found = catalog.data?.packages.find(({ id }) => id === packageId);
    return found ? text(found.title) : packageId;
  };

  return (
    <section aria-label={t('phone.scenarios')}>
      <Title order={2} fz="1rem">
        {t('phone.scenarios')}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm">
        {t('phone.scenariosHint')}
      </Text>
      {scenarios.isPending && <RowSkeletons rows={4} height={44} label={t('app.loading')} />}
      {scenarios.isError && <QueryError error={scenarios.error} onRetry={() => void scenarios.refetch()} />}
      {scenarios.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('phone.scenariosEmpty')}
        </Text>
      )}
      <Accordion variant="separated" radius="md">
        {scenarios.data?.map((scenario) => (
          <Accordion.Item key={`${scenario.packageId}.${scenario.id}`} value={`${scenario.packageId}.${scenario.id}`}>
            <Accordion.Control>
              <Text size="sm" fw={500}>
                {text(scenario.title)}
              </Text>
              <Text size="xs" c="dimmed">
                {nameOf(scenario.packageId)}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <ScenarioForm scenario={scenario} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}
