import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useReportError } from '../errors/useReportError.ts';
import { chooseLanguage, type Language } from '../words/startWords.ts';
import { useLanguage } from '../words/useText.ts';

const languages: { value: Language; label: string }[] = [
  { value: 'vi', label: 'Tiếng Việt' },
  { value: 'en', label: 'English' },
];

/** Switches between Vietnamese and English at once. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const language = useLanguage();
  const report = useReportError();
  const choose = (value: Language) => void chooseLanguage(value).catch(report);
  return <SegmentedControl aria-label={t('app.language')} size="xs" fullWidth data={languages} value={language} onChange={choose} />;
}

/** Light, dark, or as the system says. */
export function ColourSchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label={t('app.colourScheme')}
      size="xs"
      fullWidth
      value={colorScheme}
      onChange={setColorScheme}
      data={[
        { value: 'light', label: t('app.schemeLight') },
        { value: 'dark', label: t('app.schemeDark') },
        { value: 'auto', label: t('app.schemeAuto') },
      ]}
    />
  );
}
