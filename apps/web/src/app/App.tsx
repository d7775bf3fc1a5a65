import { Notifications } from '@mantine/notifications';
import { UiProvider } from '@noi/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../api/trpc.ts';
import { router } from '../router.tsx';

/** Everything that surrounds the routes. */
export function App() {
  const { t } = useTranslation();
  return (
    <UiProvider words={{ close: t('app.close'), clear: t('app.clear'), showPassword: t('app.showPassword') }}>
      <QueryClientProvider client={queryClient}>
        <Notifications position="top-center" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </UiProvider>
  );
}
