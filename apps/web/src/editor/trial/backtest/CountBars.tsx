import { Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Bars.module.css';

export interface CountRow {
  readonly key: string;
  readonly title: string;
  /** Why, in a sentence. */
  readonly words?: string;
  readonly count: number;
}

/** How often each of some things happened, the most frequent first, as bars with their numbers. */
export function CountBars({ title, rows }: { title: string; rows: readonly CountRow[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  const highest = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <div>
      <Title order={3} fz="sm" mb={8}>
        {title}
      </Title>
      <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {[...rows]
          .sort((one, other) => other.count - one.count)
          .map(({ key, title: name, words, count }) => (
            <li key={key}>
              <Group justify="space-between" wrap="nowrap" gap="sm" mb={4}>
                <Text size="sm">{name}</Text>
                <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                  {t('trial.times', { count })}
                </Text>
              </Group>
              <div className={classes.track} aria-hidden="true">
                <div className={classes.held} style={{ width: `${(100 * count) / highest}%` }} />
              </div>
              {words !== undefined && (
                <Text size="xs" c="dimmed" mt={4}>
                  {words}
                </Text>
              )}
            </li>
          ))}
      </Stack>
    </div>
  );
}
