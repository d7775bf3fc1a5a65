import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { EntryCard } from './EntryCard.tsx';
import { useEnter } from './useEnter.ts';

/** The first visit to a new installation: makes the owner and the shop, then signs in. */
export function SetupPage() {
  const { t } = useTranslation();
  const reportError = useReportError();
  const { enter, problem, isBusy } = useEnter('/flows');
  const status = useQuery(trpc.setup.status.queryOptions());
  const create = useMutation(
    trpc.setup.createOwner.mutationOptions({ onError: reportError, onSuccess: (_result, { email, password }) => enter({ email, password }) }),
  );
  const form = useForm({
    initialValues: { name: '', shopName: '', email: '', password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t('auth.nameRequired') : null),
      shopName: (value) => (value.trim() === '' ? t('auth.shopNameRequired') : null),
      email: (value) => (/^\S+@\S+$/.test(value) ? null : t('auth.wrongEmail')),
      password: (value) => (value.length < 10 ? t('auth.passwordShort') : null),
    },
  });
  if (status.data && !status.data.needsOwner && !create.isSuccess) return <Navigate to="/sign-in" replace />;

  return (
    <EntryCard title={t('auth.setupTitle')} summary={t('auth.setupSummary')}>
      <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <Stack>
          {problem && (
            <Alert role="alert" color="red" icon={<IconAlertCircle size={18} />}>
              {problem}
            </Alert>
          )}
          <TextInput label={t('auth.name')} autoComplete="name" {...form.getInputProps('name')} />
          <TextInput label={t('auth.shopName')} autoComplete="organization" {...form.getInputProps('shopName')} />
          <TextInput label={t('auth.email')} type="email" autoComplete="username" {...form.getInputProps('email')} />
          <PasswordInput label={t('auth.password')} description={t('auth.passwordHint')} autoComplete="new-password" {...form.getInputProps('password')} />
          <Button type="submit" loading={create.isPending || isBusy}>
            {t('auth.create')}
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
}
