import { Anchor, Group, List, Modal, Text, ThemeIcon, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { soft, strong } from '@noi/ui';
import { IconBolt, IconCheck, IconPlugConnected } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { PackageIcon } from '../flows/PackageIcon.tsx';
import { FlowPicture } from '../picture/FlowPicture.tsx';
import { useText } from '../words/useText.ts';
import { storyLines, type Template } from './storyLines.ts';
import classes from './templates.module.css';
import { UseTemplate } from './UseTemplate.tsx';

interface TemplatePreviewProps {
  readonly template: Template;
  readonly catalog: EditorCatalog;
  onClose(): void;
}

/** A template at full size: its drawing, the accounts that it works through, and the example that it is tested by. */
export function TemplatePreview({ template, catalog, onClose }: TemplatePreviewProps) {
  const { t } = useTranslation();
  const text = useText();
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  const name = text(template.title);
  return (
    <Modal opened onClose={onClose} title={name} size="70rem" fullScreen={isNarrow}>
      <div className={classes.preview}>
        <div className={classes.drawing}>
          <FlowPicture graph={template.graph} catalog={catalog} name={t('templates.picture', { name })} maxHeight={560} />
        </div>
        <div>
          <Text size="sm">{text(template.summary)}</Text>
          <Needs needs={template.needs} />
          <Story template={template} catalog={catalog} />
          <Group justify="flex-end" mt="lg" className={classes.foot ?? ''}>
            <UseTemplate template={template} />
          </Group>
        </div>
      </div>
    </Modal>
  );
}

function Needs({ needs }: Pick<Template, 'needs'>) {
  const { t } = useTranslation();
  const text = useText();
  const isMissing = needs.some(({ isConnected }) => !isConnected);
  return (
    <section aria-label={t('templates.needs')}>
      <Title order={3} fz="0.875rem" mt="lg" mb={8}>
        {t('templates.needs')}
      </Title>
      {needs.length === 0 && <Text size="sm">{t('templates.noNeeds')}</Text>}
      <ul className={classes.needs}>
        {needs.map(({ type, packageId, title, isConnected }) => (
          <li key={type}>
            <PackageIcon packageId={packageId} size={20} isDecoration />
            <span>{text(title)}</span>
            <Text span size="sm" fw={500} c={strong(isConnected ? 'success' : 'wait')} className={classes.state ?? ''}>
              {isConnected ? <IconCheck size={14} aria-hidden="true" /> : <IconPlugConnected size={14} aria-hidden="true" />}
              {isConnected ? t('templates.connected') : t('templates.missing')}
            </Text>
          </li>
        ))}
      </ul>
      {isMissing && (
        <Text size="sm" c="dimmed" mt={6}>
          {t('templates.connectHint')}{' '}
          <Anchor renderRoot={(props) => <Link to="/connections" {...props} />} size="sm">
            {t('templates.toConnections')}
          </Anchor>
        </Text>
      )}
    </section>
  );
}

function Story({ template, catalog }: Omit<TemplatePreviewProps, 'onClose'>) {
  const { t } = useTranslation();
  const text = useText();
  const { comesIn, happens } = useMemo(() => storyLines(template, catalog), [template, catalog]);
  const mark = (meaning: 'trigger' | 'success', icon: React.ReactNode) => (
    <ThemeIcon size={20} radius="xl" style={{ background: soft(meaning), color: strong(meaning) }} aria-hidden="true">
      {icon}
    </ThemeIcon>
  );
  return (
    <section aria-label={t('templates.example')}>
      <Title order={3} fz="0.875rem" mt="lg">
        {t('templates.example')}
      </Title>
      <Text size="sm" c="dimmed" mb={8}>
        {t('templates.exampleHint')}
      </Text>
      <Text size="sm" fw={600} mb={4}>
        {t('templates.comesIn')}
      </Text>
      <List size="sm" spacing={6} icon={mark('trigger', <IconBolt size={12} />)}>
        {comesIn.map(({ when, what }, nr) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one example never change places.
          <List.Item key={nr}>
            {text(what)}
            <Text span size="sm" c="dimmed">
              {' · '}
              {nr === 0 ? t('templates.atStart') : text(when)}
            </Text>
          </List.Item>
        ))}
      </List>
      <Text size="sm" fw={600} mt="md" mb={4}>
        {t('templates.happens')}
      </Text>
      <List size="sm" spacing={6} icon={mark('success', <IconCheck size={12} />)}>
        {happens.map((line) => (
          <List.Item key={line.vi}>{text(line)}</List.Item>
        ))}
      </List>
    </section>
  );
}
