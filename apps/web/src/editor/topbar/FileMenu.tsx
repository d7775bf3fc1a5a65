import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconFileExport, IconPhoto, IconShare } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useExport } from '../../files/useExport.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import type { FlowFacts } from '../useForeignChanges.ts';

/** Loaded when somebody asks for it: the editor opens without it. */
const PictureDialog = lazy(async () => ({ default: (await import('../../picture/PictureDialog.tsx')).PictureDialog }));
const LinkDialog = lazy(async () => ({ default: (await import('../../files/LinkDialog.tsx')).LinkDialog }));

const selectGraph = (state: EditorState) => state.graph;

export type FileAsk = 'picture' | 'link';

/** The lines of a menu that give the flow away: as a picture, as a file, by a link. */
export function FileItems({ onAsk }: { onAsk(ask: FileAsk): void }) {
  const { t } = useTranslation();
  const { flowId, queue } = useEditorContext();
  const save = useExport(() => queue.flush());
  return (
    <>
      <Menu.Item leftSection={<IconPhoto size={16} />} onClick={() => onAsk('picture')}>
        {t('files.pictureMenu')}
      </Menu.Item>
      <Menu.Item leftSection={<IconFileExport size={16} />} onClick={() => save.mutate(flowId)}>
        {t('files.exportMenu')}
      </Menu.Item>
      <Menu.Item leftSection={<IconShare size={16} />} onClick={() => onAsk('link')}>
        {t('files.linkMenu')}
      </Menu.Item>
    </>
  );
}

/** What such a line opens. */
export function FileDialogs({ asked, facts, onClose }: { asked: FileAsk | null; facts: FlowFacts; onClose(): void }) {
  const { flowId } = useEditorContext();
  return (
    <Suspense>
      {asked === 'picture' && <OwnPicture name={facts.name} onClose={onClose} />}
      {asked === 'link' && <LinkDialog flowId={flowId} name={facts.name} onClose={onClose} />}
    </Suspense>
  );
}

function OwnPicture({ name, onClose }: { name: string; onClose(): void }) {
  const { catalog } = useEditorContext();
  const graph = useEditor(selectGraph);
  return <PictureDialog graph={graph} catalog={catalog} name={name} onClose={onClose} />;
}

/** The editor's menu for what is asked for seldom. */
export function FileMenu({ facts }: { facts: FlowFacts }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<FileAsk | null>(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('files.menu')}>
            <IconDots size={19} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <FileItems onAsk={setAsked} />
        </Menu.Dropdown>
      </Menu>
      <FileDialogs asked={asked} facts={facts} onClose={() => setAsked(null)} />
    </>
  );
}
