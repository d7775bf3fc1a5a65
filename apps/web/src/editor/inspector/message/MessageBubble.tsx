import { richPage, valueWords } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { LetterFrame } from '../../../letter/LetterFrame.tsx';
import { useLanguage, useText } from '../../../words/useText.ts';
import type { FilledMessage } from './filledMessage.ts';
import classes from './MessageBubble.module.css';

/** A filled message as its reader sees it. */
export function MessageBubble({ message: { title, rows, buttons } }: { message: FilledMessage }) {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  return (
    <div className={classes.bubble}>
      {title && <div className={classes.title}>{title}</div>}
      {rows.length === 0 && <div className={classes.empty}>{t('forms.messageEmpty')}</div>}
      {rows.map(({ field, words, isRich }) =>
        isRich ? (
          <LetterFrame key={field.key} title={text(field.label)} page={richPage(words)} />
        ) : field.format === 'longText' || field.format === 'richText' ? (
          <div key={field.key} className={classes.long}>
            {words}
          </div>
        ) : (
          <div key={field.key} className={classes.row}>
            <span>{text(field.label)}</span>
            <b>{valueWords(words, field)[language]}</b>
          </div>
        ),
      )}
      <BubbleButtons buttons={buttons} />
    </div>
  );
}

/** The buttons of a message. They lead nowhere here. */
export function BubbleButtons({ buttons }: { buttons: readonly string[] }) {
  return buttons.map((words) => (
    <div key={words} className={classes.button}>
      {words}
    </div>
  ));
}
