import { emptyGraph, type FlowGraph } from '@noi/flow';
import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { aPicture } from './testing/aPicture.ts';

const wordsOf = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, words]) => words);

test('a flow is drawn from its trigger down, with the names of its branches', () => {
  const graph = aGraph()
    .trigger('trigger', { name: 'Khi giao xong' })
    .if('big', undefined, { name: 'Đơn lớn' })
    .sendZns('send', { name: 'Gửi lời cảm ơn' })
    .build();
  const { svg, width, height } = aPicture(graph);
  expect(wordsOf(svg)).toEqual(['Mời đánh giá', 'Khi giao xong', 'Đơn lớn', 'Gửi lời cảm ơn', 'Đúng', 'Sai']);
  expect(svg.match(/stroke-width="1.75"/g)).toHaveLength(2);
  expect(width).toBe(272 + 80);
  expect(height).toBeGreaterThan(3 * 84);
});

test('it names nobody and nothing that leads into the shop', () => {
  const graph = aGraph()
    .trigger('zqtrigger', { connectionId: 'zqconnection', name: 'Khi có đơn' })
    .sendZns('zqsend', { connectionId: 'zqconnection', name: 'Nhắn 0912 345 678 và lan.nguyen@shop.vn', input: { phone: '0912345678' } })
    .subflow('zqcall', 'zqflow')
    .build();
  const { svg } = aPicture(graph, { heading: 'Của chị Lan +84 912.345.678' });
  expect(svg).not.toMatch(/zq|345|lan\.nguyen|shop\.vn/);
  expect(wordsOf(svg)).toContain('Nhắn ••• và •••');
});

test('what holds others is drawn below what it holds', () => {
  const { svg } = aPicture(aGraph().trigger().forEach('each').inside('each').note('one', 'Xong', { name: 'Trong vòng lặp' }).build());
  expect(svg.indexOf('stroke-dasharray')).toBeGreaterThan(0);
  expect(svg.indexOf('Trong vòng lặp')).toBeGreaterThan(svg.indexOf('stroke-dasharray'));
});

test('a provider’s icon takes the colour of its kind of step, for it has no page around it', () => {
  const { svg } = aPicture(aGraph().trigger().build(), { face: { icon: '<svg fill="currentColor"/>', look: 'message' } });
  expect(svg).toContain(encodeURIComponent('<svg fill="#1d5fc2"/>'));
});

test('notes and the frames of groups are drawn, with room for them', () => {
  const plain = aGraph().trigger().note('a').build();
  const graph: FlowGraph = {
    ...plain,
    groups: { g: { id: 'g', title: 'Chăm sóc', colour: 'blue', members: ['a'] } },
    notes: { n: { id: 'n', text: 'Hỏi chị Hoa\nsđt 0912 345 678', position: { x: 400, y: -300 }, width: 224, height: 144, colour: 'pink' } },
  };
  const [bare, picture] = [aPicture(plain), aPicture(graph)];
  expect(wordsOf(picture.svg)).toEqual(expect.arrayContaining(['Chăm sóc', 'Hỏi chị Hoa', 'sđt •••']));
  expect(picture.svg).not.toContain('345');
  expect(picture.width).toBe(bare.width + 20 + 400 + 224 - 272);
  expect(picture.height).toBeGreaterThan(bare.height + 300);
});

test('an empty flow is a sheet with its name', () => {
  expect(wordsOf(aPicture(emptyGraph()).svg)).toEqual(['Mời đánh giá']);
});
