import { described } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { letterbox, sendLetter } from '../fixture/letterbox.ts';
import { checkPackage } from '../index.ts';

test('a package that keeps the rules has no problems', async () => {
  expect(await checkPackage(letterbox)).toEqual([]);
});

test('every broken rule is named', async () => {
  const { sandbox: _none, ...rest } = letterbox;
  const broken = {
    ...rest,
    icon: '<img>',
    actions: [
      sendLetter,
      {
        ...sendLetter,
        id: 'post.sendLetter',
        title: { vi: 'Gửi', en: ' ' },
        sample: {},
        effects: { repeat: 'lookup' as const },
        input: z.object({
          to: z.string(),
          by: described(z.string(), { label: { vi: 'Bởi', en: 'By' }, when: { field: 'to', is: ['x'] }, helpUrl: 'http://post.example' }),
        }),
      },
      { ...sendLetter, options: { colour: async () => [] } },
    ],
  };

  expect(await checkPackage(broken)).toEqual([
    'letterbox: the icon is SVG markup with viewBox="0 0 24 24"',
    'post.sendLetter: ids start with "letterbox."',
    'letterbox.sendLetter@1: declared twice',
    'post.sendLetter title: no words in "en"',
    'post.sendLetter input.to: no label (use described)',
    'post.sendLetter input.by: helpUrl is an https address',
    'post.sendLetter input.by: when names no choice beside it (to)',
    expect.stringContaining('post.sendLetter: the sample does not fit the output'),
    'post.sendLetter: repeat "lookup" needs lookUp',
    'letterbox.sendLetter: there is no input field colour to load for',
    'letterbox.account: the package has no sandbox to try it in',
  ]);
});
