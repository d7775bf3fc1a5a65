import { Accordion, Group, Stack, Text, Title } from '@mantine/core';
import { RowSkeletons } from '@noi/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { PackageIcon } from '../flows/PackageIcon.tsx';
import { useText } from '../words/useText.ts';
import { ScenarioForm } from './ScenarioForm.tsx';

type Scenario = ApiOutputs['phone']['scenarios'][number];

interface ScenarioPanelProps {
  /** Key of the scenario whose form is open. */
  readonly opened: string | null;
  onOpen(key: string | null): void;
}

export function keyOf(scenario: Scenario): string {
  return `${scenario.packageId}.${scenario.id}`;
}

/** What may happen at the sandbox systems, by system, each as a small form. */
export function ScenarioPanel({ opened, onOpen }: ScenarioPanelProps) {
  const { t } = useTranslation();
  const text = useText();
  const scenarios = useQuery(trpc.phone.scenarios.queryOptions());
  const catalog = useQuery(trpc.catalog.get.queryOptions());
  const nameOf = (packageId: string) => {
    const found = catalog.data?.packages.find(({ id }) => id === packageId);
    return found ? text(found.title) : packageId;
  };

  return (
    <section aria-label={t('phone.scenarios')} data-tour-mark="order">
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
      <Stack gap="md">
        {byPackage(scenarios.data ?? []).map(([packageId, own]) => (
          <div key={packageId}>
            <Group gap={6} mb={6}>
              <PackageIcon packageId={packageId} size={18} isDecoration />
              <Title order={3} fz="0.8125rem" c="dimmed">
                {nameOf(packageId)}
              </Title>
            </Group>
            <Accordion variant="contained" radius="md" value={opened} onChange={onOpen}>
              {own.map((scenario) => (
                <Accordion.Item key={keyOf(scenario)} value={keyOf(scenario)}>
                  <Accordion.Control px="sm" styles={{ label: { paddingBlock: 10 } }}>
                    <Text span size="sm" fw={500}>
                      {text(scenario.title)}
                    </Text>
                  </Accordion.Control>
                  <Accordion.Panel>
                    <ScenarioForm scenario={scenario} />
                  </Accordion.Panel>
                </Accordion.Item>
              ))}
            </Accordion>
          </div>
        ))}
      </Stack>
    </section>
  );
}

function byPackage(scenarios: readonly Scenario[]): readonly (readonly [string, readonly Scenario[]])[] {
  const ids = [...new Set(scenarios.map(({ packageId }) => packageId))];
  return ids.map((id) => [id, scenarios.filter(({ packageId }) => packageId === id)] as const);
}
