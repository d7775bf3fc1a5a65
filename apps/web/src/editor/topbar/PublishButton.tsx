import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { strong } from '@noi/ui';
import { IconChevronDown, IconDots, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRocket } from '@tabler/icons-react';
import { lazy, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/trpc.ts';
import { useReportError } from '../../errors/useReportError.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import type { FlowFacts } from '../useForeignChanges.ts';
import { OnceOpened } from './OnceOpened.tsx';

const PublishDialog = lazy(async () => ({ default: (await import('./PublishDialog.tsx')).PublishDialog }));
const ResumeDialog = lazy(async () => ({ default: (await import('../../flows/ResumeDialog.tsx')).ResumeDialog }));
const StopRunsDialog = lazy(async () => ({ default: (await import('../../flows/StopRunsDialog.tsx')).StopRunsDialog }));

interface PublishButtonProps {
  readonly facts: FlowFacts;
  /** Where there is little room: the entries of the one menu that stands beside the button, before its own. */
  readonly compactItems?: ReactNode;
}

/** Makes the draft live, and holds or lets go of what is live. */
export function PublishButton({ facts, compactItems = null }: PublishButtonProps) {
  const { t } = useTranslation();
  const { flowId } = useEditorContext();
  const reportError = useReportError();
  const [isAsking, setAsking] = useState(false);
  const [isResuming, setResuming] = useState(false);
  const [isStopping, setStopping] = useState(false);
  const { status } = facts;

  async function pause() {
    try {
      await api.flows.pause.mutate({ id: flowId });
      await facts.refresh();
      notifications.show({ color: 'jade', message: t('editor.pausedNow') });
    } catch (error) {
      reportError(error);
    }
  }

  function afterResume() {
    void facts.refresh();
    notifications.show({ color: 'jade', message: t('editor.resumedNow') });
  }

  const isCompact = compactItems !== null;
  const hasMenu = status !== 'draft';
  const isJoined = hasMenu && !isCompact;
  const words = t(status === 'draft' ? 'editor.publish' : 'editor.publishAgain');
  return (
    <>
      <Group gap={0} wrap="nowrap">
        {isCompact && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="lg" mr={4} aria-label={t('editor.more')}>
                <IconDots size={19} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {compactItems}
              {hasMenu && (
                <>
                  <Menu.Divider />
                  <HoldItems status={status} onPause={() => void pause()} onResume={() => setResuming(true)} onStop={() => setStopping(true)} />
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
        <Button
          leftSection={isCompact ? null : <IconRocket size={16} />}
          {...(isCompact && { px: 'sm' })}
          data-tour-mark="publish"
          onClick={() => setAsking(true)}
          style={isJoined ? { borderTopRightRadius: 0, borderBottomRightRadius: 0 } : {}}
          disabled={status !== 'draft' && !facts.isChanged}
          aria-label={words}
        >
          {isCompact && status !== 'draft' ? t('editor.publishAgainShort') : words}
        </Button>
        {isJoined && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                size={36}
                aria-label={t('editor.more')}
                style={{ borderTopLeftRadius: 0, borderBottomLeftRadius: 0, borderLeft: '1px solid rgb(255 255 255 / 30%)' }}
              >
                <IconChevronDown size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <HoldItems status={status} onPause={() => void pause()} onResume={() => setResuming(true)} onStop={() => setStopping(true)} />
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <OnceOpened isOpen={isResuming}>
        <ResumeDialog flowId={flowId} isOpen={isResuming} onClose={() => setResuming(false)} onResumed={afterResume} />
      </OnceOpened>
      <OnceOpened isOpen={isStopping}>
        <StopRunsDialog flowId={flowId} isOpen={isStopping} onClose={() => setStopping(false)} />
      </OnceOpened>
      <OnceOpened isOpen={isAsking}>
        <PublishDialog isOpen={isAsking} onClose={() => setAsking(false)} facts={facts} />
      </OnceOpened>
    </>
  );
}

interface HoldItemsProps {
  readonly status: FlowFacts['status'];
  onPause(): void;
  onResume(): void;
  onStop(): void;
}

function HoldItems({ status, onPause, onResume, onStop }: HoldItemsProps) {
  const { t } = useTranslation();
  return (
    <>
      {status === 'live' && (
        <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={onPause}>
          {t('editor.pause')}
        </Menu.Item>
      )}
      {status === 'paused' && (
        <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={onResume}>
          {t('editor.resume')}
        </Menu.Item>
      )}
      <Menu.Item c={strong('failure')} leftSection={<IconPlayerStop size={16} />} onClick={onStop}>
        {t('pause.stopMenu')}
      </Menu.Item>
    </>
  );
}
