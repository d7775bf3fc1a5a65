import { Box, ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matches } from '../../words/searchText.ts';
import { useLanguage, useText } from '../../words/useText.ts';
import classes from './DataPicker.module.css';
import { type DataNode, sampleWords } from './dataTree.ts';
import { useStepData } from './StepData.tsx';

function leavesOf(nodes: readonly DataNode[]): readonly DataNode[] {
  return nodes.flatMap((node) => [...(node.isInsertable ? [node] : []), ...leavesOf(node.children)]);
}

/** What earlier steps give, with human names and sample values; searched or opened group by group. */
export function DataPicker({ onPick }: { onPick(node: DataNode): void }) {
  const { t } = useTranslation();
  const text = useText();
  const { branches } = useStepData();
  const [query, setQuery] = useState('');

  if (branches.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="sm" maw={280}>
        {t('editor.dataNone')}
      </Text>
    );
  }

  const found =
    query.trim() === ''
      ? null
      : branches.map((branch) => ({ branch, leaves: leavesOf(branch.nodes).filter((node) => matches(query, `${node.fullLabel.vi} ${node.fullLabel.en}`)) }));
  return (
    <Box w={320}>
      <TextInput
        data-autofocus
        aria-label={t('editor.dataSearch')}
        placeholder={t('editor.dataSearch')}
        leftSection={<IconSearch size={16} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = (found ?? []).flatMap((one) => one.leaves);
          if (event.key !== 'Enter') return;
          // The field gets the focus back at once; this key must not become a line break in it.
          event.preventDefault();
          if (first) onPick(first);
        }}
      />
      <ScrollArea.Autosize mah={340} mt={6} type="auto">
        {found
          ? found
              .filter((one) => one.leaves.length > 0)
              .map(({ branch, leaves }) => (
                <div key={branch.source.stepId}>
                  <div className={classes.source}>{text(branch.source.title)}</div>
                  {leaves.map((node) => (
                    <Leaf key={node.path} node={node} label={text(node.fullLabel)} depth={0} onPick={onPick} />
                  ))}
                </div>
              ))
          : branches.map((branch) => (
              <div key={branch.source.stepId}>
                <div className={classes.source}>{text(branch.source.title)}</div>
                {branch.nodes.map((node) => (
                  <Branch key={node.path} node={node} depth={0} onPick={onPick} />
                ))}
              </div>
            ))}
        {found?.every((one) => one.leaves.length === 0) && (
          <Text size="sm" c="dimmed" ta="center" py="md">
            {t('editor.paletteNothing', { query })}
          </Text>
        )}
      </ScrollArea.Autosize>
    </Box>
  );
}

interface RowProps {
  readonly node: DataNode;
  readonly depth: number;
  onPick(node: DataNode): void;
}

function Branch({ node, depth, onPick }: RowProps) {
  const text = useText();
  const [isOpen, setOpen] = useState(depth === 0);
  if (node.children.length === 0) return node.isInsertable ? <Leaf node={node} label={text(node.label)} depth={depth} onPick={onPick} /> : null;
  return (
    <>
      <UnstyledButton className={classes.group} style={{ paddingLeft: 6 + depth * 16 }} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        {text(node.label)}
      </UnstyledButton>
      {isOpen && node.children.map((child) => <Branch key={child.path} node={child} depth={depth + 1} onPick={onPick} />)}
    </>
  );
}

function Leaf({ node, label, depth, onPick }: RowProps & { label: string }) {
  const language = useLanguage();
  return (
    <UnstyledButton className={classes.leaf} style={{ paddingLeft: 26 + depth * 16 }} onClick={() => onPick(node)}>
      <span className={classes.label}>{label}</span>
      <span className={classes.sample}>{sampleWords(node, language)}</span>
    </UnstyledButton>
  );
}
