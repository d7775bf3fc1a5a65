import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openAuthClient } from '../api/openAuthClient.ts';
import { queryClient } from '../api/trpc.ts';

/** Signs in and goes on to where the visitor wanted to be; says in words why it did not work. */
export function useEnter(next: string) {
  const { t } = useTranslation();
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function enter(credentials: { email: string; password: string }) {
    setBusy(true);
    setProblem(null);
    try {
      const { error } = await (await openAuthClient()).signIn.email(credentials);
      if (error) {
        setProblem(error.status === 429 ? t('auth.tooMany') : t('auth.notAccepted'));
        return;
      }
      queryClient.clear();
      await router.navigate({ href: next, replace: true });
    } finally {
      setBusy(false);
    }
  }

  return { enter, problem, isBusy };
}
