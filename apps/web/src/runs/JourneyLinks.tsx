import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { showRecipient } from '../phone/phoneNumber.ts';

/** The way to all that the flows did for the same customer and the same order. */
export function JourneyLinks({ about: { phone, orderCode } }: { about: ApiOutputs['runs']['get']['about'] }) {
  const { t } = useTranslation();
  return (
    <>
      {phone !== null && <JourneyLink find={phone}>{t('journey.ofPhone', { phone: showRecipient(phone) })}</JourneyLink>}
      {orderCode !== null && <JourneyLink find={orderCode}>{t('journey.ofOrder', { code: orderCode })}</JourneyLink>}
    </>
  );
}

function JourneyLink({ find, children }: { find: string; children: string }) {
  return (
    <Anchor renderRoot={(props) => <Link to="/journey" search={{ find }} {...props} />} size="sm">
      {children}
    </Anchor>
  );
}
