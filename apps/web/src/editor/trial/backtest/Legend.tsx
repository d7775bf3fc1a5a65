import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Bars.module.css';

/** Which bar is whose. */
export function Legend({ hasLive }: { hasLive: boolean }) {
  const { t } = useTranslation();
  if (!hasLive) return null;
  return (
    <Group gap="md" mb={8}>
      <span className={classes.legend}>
        <span className={`${classes.swatch} ${classes.draft}`} /> {t('trial.draft')}
      </span>
      <span className={classes.legend}>
        <span className={`${classes.swatch} ${classes.live}`} /> {t('trial.liveShort')}
      </span>
    </Group>
  );
}
