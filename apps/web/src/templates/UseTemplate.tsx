import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { useText } from '../words/useText.ts';
import type { Template } from './storyLines.ts';

/** Makes a draft of a template and opens it; small and quiet on a card. */
export function UseTemplate({ template, isSmall = false }: { template: Pick<Template, 'id' | 'title'>; isSmall?: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const create = useMutation(
    trpc.flows.create.mutationOptions({ onError: useReportError(), onSuccess: ({ id }) => void navigate({ to: '/flows/$id', params: { id } }) }),
  );
  return (
    <Button
      variant={isSmall ? 'light' : 'filled'}
      rightSection={isSmall ? undefined : <IconArrowRight size={16} />}
      loading={create.isPending}
      onClick={() => create.mutate({ templateId: template.id, name: text(template.title) })}
    >
      {t('flows.useTemplate')}
    </Button>
  );
}
