import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Bars.module.css';

interface LegendProps {
  readonly hasLive: boolean;
  /** Channels that the draft's bar is divided by, if there are several. */
  readonly channels?: readonly string[];
}

/** Which bar is whose. */
export function Legend({ hasLive, channels = [] }: LegendProps) {
  const { t } = useTranslation();
  const isDivided = channels.length > 1;
  if (!hasLive && !isDivided) return null;
  return (
    <Group gap="md" mb={8}>
      {!isDivided && (
        <span className={classes.legend}>
          <span className={`${classes.swatch} ${classes.draft}`} /> {t('trial.draft')}
        </span>
      )}
      {isDivided &&
        channels.map((name, index) => (
          <span key={name} className={classes.legend}>
            <span className={`${classes.swatch} ${classes.draft}`} data-channel={index % 4} /> {name}
          </span>
        ))}
      {hasLive && (
        <span className={classes.legend}>
          <span className={`${classes.swatch} ${classes.live}`} /> {t('trial.liveShort')}
        </span>
      )}
    </Group>
  );
}
