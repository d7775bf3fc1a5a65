import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './PageHeader.module.css';

/** Title of a page, one line of explanation, and its main actions. */
export function PageHeader({ title, summary, actions, above }: { title: ReactNode; summary?: ReactNode; actions?: ReactNode; above?: ReactNode }) {
  return (
    <div className={classes.header}>
      {above && <div className={classes.above}>{above}</div>}
      <Title order={1} className={classes.title}>
        {title}
      </Title>
      {summary && (
        <Text c="dimmed" size="sm" component="div" className={classes.summary}>
          {summary}
        </Text>
      )}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
