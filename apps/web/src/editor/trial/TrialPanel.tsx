import { Tabs } from '@mantine/core';
import { IconChartBar, IconChecklist, IconClockPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BacktestTab } from './backtest/BacktestTab.tsx';
import { TestsTab } from './tests/TestsTab.tsx';
import { TravelTab } from './travel/TravelTab.tsx';
import type { OpenTest } from './travel/TrialSetup.ts';

type Tab = 'travel' | 'tests' | 'backtest';

/** The three ways to try a draft. */
export function TrialPanel() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('travel');
  const [openTest, setOpenTest] = useState<OpenTest | null>(null);

  return (
    <Tabs value={tab} onChange={(next) => setTab(next === 'tests' || next === 'backtest' ? next : 'travel')} keepMounted={false}>
      <Tabs.List mb="md" style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
        <Tabs.Tab value="travel" px="xs" style={{ flex: 'none' }} leftSection={<IconClockPlay size={16} className="mantine-visible-from-sm" />}>
          {t('trial.travel')}
        </Tabs.Tab>
        <Tabs.Tab value="tests" px="xs" style={{ flex: 'none' }} leftSection={<IconChecklist size={16} className="mantine-visible-from-sm" />}>
          {t('trial.tests')}
        </Tabs.Tab>
        <Tabs.Tab value="backtest" px="xs" style={{ flex: 'none' }} leftSection={<IconChartBar size={16} className="mantine-visible-from-sm" />}>
          {t('trial.backtest')}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="travel">
        <TravelTab key={openTest?.id ?? 'new'} openTest={openTest} onLeaveTest={() => setOpenTest(null)} />
      </Tabs.Panel>
      <Tabs.Panel value="tests">
        <TestsTab
          onOpen={(test) => {
            setOpenTest(test);
            setTab('travel');
          }}
        />
      </Tabs.Panel>
      <Tabs.Panel value="backtest">
        <BacktestTab />
      </Tabs.Panel>
    </Tabs>
  );
}
