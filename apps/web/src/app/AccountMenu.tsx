import { Avatar, Box, Button, Divider, Popover, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { openAuthClient } from '../api/openAuthClient.ts';
import { trpc } from '../api/trpc.ts';
import { ColourSchemeSwitch, LanguageSwitch } from './LookSwitches.tsx';

async function signOut() {
  await (await openAuthClient()).signOut();
  // A full load forgets every cached answer of the former user.
  window.location.assign('/sign-in');
}

/** Who is signed in, language, appearance, sign-out; at the foot of the rail. */
export function AccountMenu({ isNarrow }: { isNarrow: boolean }) {
  const { t } = useTranslation();
  const session = useQuery(trpc.session.get.queryOptions());
  const name = session.data?.user.name ?? '';

  return (
    <Popover position="right-end" width={260} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton p={6} w="100%" style={{ display: 'flex', alignItems: 'center', gap: 10, borderRadius: 8 }}>
          <VisuallyHidden>{t('app.account')}</VisuallyHidden>
          <Avatar aria-hidden="true" size={28} radius="xl" name={name} color="jade" />
          {!isNarrow && (
            <Box miw={0}>
              <Text size="sm" fw={500} truncate>
                {name}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {session.data?.workspace.name}
              </Text>
            </Box>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('app.account')}>
        <Stack gap="xs">
          <Text size="xs" c="dimmed">
            {t('app.language')}
          </Text>
          <LanguageSwitch />
          <Text size="xs" c="dimmed">
            {t('app.colourScheme')}
          </Text>
          <ColourSchemeSwitch />
          <Divider />
          <Button variant="subtle" color="gray" justify="flex-start" leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
            {t('app.signOut')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
