import { useMediaQuery } from '@mantine/hooks';
import { AppFrame, BrandMark, type RailItem } from '@noi/ui';
import { IconChecklist, IconDeviceMobileMessage, IconHistory, IconPlugConnected, IconRoute, IconSettings, IconTimeline } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertBell } from '../alerts/AlertBell.tsx';
import { trpc } from '../api/trpc.ts';
import { useLiveChanges } from '../api/useLiveChanges.ts';
import { useTour } from '../tour/tourState.ts';
import { AccountMenu } from './AccountMenu.tsx';

/** Loaded when the tour is on. */
const TourPanel = lazy(async () => ({ default: (await import('../tour/TourPanel.tsx')).TourPanel }));

const places = [
  { id: 'flows', to: '/flows', icon: <IconRoute size={20} stroke={1.7} /> },
  { id: 'runs', to: '/runs', icon: <IconHistory size={20} stroke={1.7} /> },
  { id: 'journey', to: '/journey', icon: <IconTimeline size={20} stroke={1.7} /> },
  { id: 'approvals', to: '/approvals', icon: <IconChecklist size={20} stroke={1.7} /> },
  { id: 'connections', to: '/connections', icon: <IconPlugConnected size={20} stroke={1.7} /> },
  { id: 'phone', to: '/phone', icon: <IconDeviceMobileMessage size={20} stroke={1.7} /> },
  { id: 'settings', to: '/settings', icon: <IconSettings size={20} stroke={1.7} /> },
] as const;

/** The frame around every page of a signed-in user. */
export function SignedInLayout() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  useLiveChanges();
  const { state: tour } = useTour();
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const waiting = useQuery(trpc.approvals.list.queryOptions({ state: 'mine' })).data?.length ?? 0;

  // The editor and the run page need the width for the canvas.
  const isNarrow = /^\/(flows|runs)\/./.test(pathname);
  // The bar of a phone has room for six; the way there is on the page of runs.
  const shown = isPhone ? places.filter(({ id }) => id !== 'journey') : places;
  const items: RailItem[] = shown.map(({ id, to, icon }) => ({
    id,
    icon,
    label: t(`app.${id}`),
    ...((id === 'phone' || id === 'connections') && { shortLabel: t(`app.${id}Short`) }),
    ...(id === 'approvals' && waiting > 0 && { count: { value: waiting, label: t('app.approvalsOpen', { count: waiting }) } }),
    isActive: pathname.startsWith(to) || (id === 'flows' && pathname.startsWith('/templates')),
  }));

  return (
    <AppFrame
      brand={
        <>
          <BrandMark />
          {!isNarrow && <span>{t('app.name')}</span>}
        </>
      }
      railLabel={t('app.rail')}
      skipLabel={t('app.skip')}
      items={items}
      isNarrow={isNarrow}
      renderLink={(item, link) => (
        <Link
          key={item.id}
          to={places.find((place) => place.id === item.id)?.to ?? '/flows'}
          className={link.className}
          title={isNarrow ? item.label : undefined}
          data-active={item.isActive || undefined}
          aria-current={item.isActive ? 'page' : undefined}
        >
          {link.content}
        </Link>
      )}
      foot={
        <>
          <AlertBell isNarrow={isNarrow} />
          <AccountMenu isNarrow={isNarrow} />
        </>
      }
    >
      <Outlet />
      {tour.isOpen && (
        <Suspense>
          <TourPanel />
        </Suspense>
      )}
    </AppFrame>
  );
}
