import { Alert, Button, Divider, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertCircle, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { EntryCard } from './EntryCard.tsx';
import { useEnter } from './useEnter.ts';

const signInRoute = getRouteApi('/sign-in');

/** Sign-in by email and password; offers the demo shop where there is one, and the first owner's form where nobody exists yet. */
export function SignInPage() {
  const { t } = useTranslation();
  const { next = '/flows' } = signInRoute.useSearch();
  const { enter, problem, isBusy } = useEnter(next);
  const status = useQuery(trpc.setup.status.queryOptions());
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (/^\S+@\S+$/.test(value) ? null : t('auth.wrongEmail')),
      password: (value) => (value === '' ? t('auth.passwordRequired') : null),
    },
  });
  if (status.data?.needsOwner) return <Navigate to="/setup" replace />;
  const demo = status.data?.demo;

  return (
    <EntryCard title={t('auth.signIn')} summary={t('auth.signInSummary')}>
      <form onSubmit={form.onSubmit((values) => enter(values))} noValidate>
        <Stack>
          {problem && (
            <Alert role="alert" color="red" icon={<IconAlertCircle size={18} />}>
              {problem}
            </Alert>
          )}
          <TextInput label={t('auth.email')} type="email" autoComplete="username" {...form.getInputProps('email')} />
          <PasswordInput label={t('auth.password')} autoComplete="current-password" {...form.getInputProps('password')} />
          <Button type="submit" loading={isBusy}>
            {t('auth.signIn')}
          </Button>
        </Stack>
      </form>
      {demo && (
        <>
          <Divider my="lg" label={t('auth.demoTitle')} />
          <Text size="sm" c="dimmed" mb="sm">
            {t('auth.demoSummary')}
          </Text>
          <Button variant="default" fullWidth leftSection={<IconPlayerPlay size={16} />} disabled={isBusy} onClick={() => void enter(demo)}>
            {t('auth.demoUse')}
          </Button>
        </>
      )}
    </EntryCard>
  );
}
