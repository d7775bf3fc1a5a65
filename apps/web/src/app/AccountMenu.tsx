import { Avatar, Box, Menu, Text, UnstyledButton } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { authClient } from '../api/authClient.ts';
import { trpc } from '../api/trpc.ts';
import { ColourSchemeSwitch, LanguageSwitch } from './LookSwitches.tsx';

async function signOut() {
  await authClient.signOut();
  // A full load forgets every cached answer of the former user.
  window.location.assign('/sign-in');
}

/** Who is signed in, language, appearance, sign-out; at the foot of the rail. */
export function AccountMenu({ isNarrow }: { isNarrow: boolean }) {
  const { t } = useTranslation();
  const session = useQuery(trpc.session.get.queryOptions());
  const name = session.data?.user.name ?? '';

  return (
    <Menu position="right-end" width={260}>
      <Menu.Target>
        <UnstyledButton aria-label={t('app.account')} p={6} w="100%" style={{ display: 'flex', alignItems: 'center', gap: 10, borderRadius: 8 }}>
          <Avatar size={28} radius="xl" name={name} color="jade" />
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
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('app.language')}</Menu.Label>
        <Box px="xs" pb="xs">
          <LanguageSwitch />
        </Box>
        <Menu.Label>{t('app.colourScheme')}</Menu.Label>
        <Box px="xs" pb="xs">
          <ColourSchemeSwitch />
        </Box>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t('app.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
