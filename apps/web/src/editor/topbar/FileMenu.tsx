import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPhoto } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import type { FlowFacts } from '../useForeignChanges.ts';

/** Loaded when somebody asks for it: the editor opens without it. */
const PictureDialog = lazy(async () => ({ default: (await import('../../picture/PictureDialog.tsx')).PictureDialog }));

const selectGraph = (state: EditorState) => state.graph;

export type FileAsk = 'picture';

/** The lines of a menu that give the flow away: as a picture, as a file, by a link. */
export function FileItems({ onAsk }: { onAsk(ask: FileAsk): void }) {
  const { t } = useTranslation();
  return (
    <Menu.Item leftSection={<IconPhoto size={16} />} onClick={() => onAsk('picture')}>
      {t('files.pictureMenu')}
    </Menu.Item>
  );
}

/** What such a line opens. */
export function FileDialogs({ asked, facts, onClose }: { asked: FileAsk | null; facts: FlowFacts; onClose(): void }) {
  return <Suspense>{asked === 'picture' && <OwnPicture name={facts.name} onClose={onClose} />}</Suspense>;
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
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('editor.more')}>
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
