import { Button, Card, Group, Text, Title } from '@mantine/core';
import { StateBadge } from '@noi/ui';
import { IconCheck, IconPlugConnected } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { PackageIcon } from '../flows/PackageIcon.tsx';
import { FlowPicture } from '../picture/FlowPicture.tsx';
import { useText } from '../words/useText.ts';
import type { Template } from './storyLines.ts';
import classes from './templates.module.css';
import { UseTemplate } from './UseTemplate.tsx';

interface TemplateCardProps {
  readonly template: Template;
  /** Absent while it is on its way: then there is no picture yet. */
  readonly catalog: EditorCatalog | undefined;
  onLook(): void;
}

/** One template in the gallery: its picture, what it does, and whether the shop has what it needs. */
export function TemplateCard({ template, catalog, onLook }: TemplateCardProps) {
  const { t } = useTranslation();
  const text = useText();
  const name = text(template.title);
  return (
    <Card component="article" withBorder padding={0} aria-label={name} className={classes.card ?? ''}>
      <button type="button" className={classes.picture} onClick={onLook} aria-label={t('templates.preview', { name })}>
        {catalog && <FlowPicture graph={template.graph} catalog={catalog} name={t('templates.picture', { name })} maxHeight={200} />}
      </button>
      <div className={classes.body}>
        <Group gap={8} wrap="nowrap" justify="space-between" align="flex-start">
          <Title order={2} fz="0.9375rem">
            {name}
          </Title>
          <Group gap={4} wrap="nowrap">
            {template.needs.map(({ type, packageId }) => (
              <PackageIcon key={type} packageId={packageId} size={18} />
            ))}
          </Group>
        </Group>
        <Text size="sm" c="dimmed" className={classes.summary ?? ''}>
          {text(template.summary)}
        </Text>
        <NeedsBadge template={template} />
        <Group gap={8} grow>
          <Button variant="default" onClick={onLook} aria-label={t('templates.preview', { name })}>
            {t('templates.see')}
          </Button>
          <UseTemplate template={template} isSmall />
        </Group>
      </div>
    </Card>
  );
}

function NeedsBadge({ template }: { template: Template }) {
  const { t } = useTranslation();
  const missing = template.needs.filter(({ isConnected }) => !isConnected).length;
  return (
    <div>
      {missing === 0 ? (
        <StateBadge size="sm" meaning="success" icon={<IconCheck size={12} />}>
          {t('templates.ready')}
        </StateBadge>
      ) : (
        <StateBadge size="sm" meaning="wait" icon={<IconPlugConnected size={12} />}>
          {t('templates.toConnect', { count: missing })}
        </StateBadge>
      )}
    </div>
  );
}
