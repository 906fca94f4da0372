import { describe, expect, it } from '@jest/globals';
import { openStages, stages } from '../../../src/domain/order/order.ts';
import { papersOf } from '../../../src/domain/order/papers.ts';
import { allCommands, clocksOf, tradeProcess } from '../../../src/domain/order/process.ts';
import { evolve } from '../../../src/domain/order/evolve.ts';
import type { Order } from '../../../src/domain/order/order.ts';
import { paperTitleIn } from '../../../src/domain/words/papers.ts';
import { clockIn, commandIn, stageIn } from '../../../src/domain/words/process.ts';
import { upTo } from '../../support/play.ts';

const chinese = /^[\u3000-\u9fff\uff00-\uffef]+$/;
const missing = (names: string[], wordIn: (locale: 'zh-CN' | 'zh-HK', name: string) => string): string[] =>
  names.filter((name) => !(['zh-CN', 'zh-HK'] as const).every((locale) => chinese.test(wordIn(locale, name))));

const czech = /^[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ][^?]+$/;
const missingInCzech = (names: string[], wordIn: (locale: 'cs', name: string) => string): string[] =>
  names.filter((name) => !czech.test(wordIn('cs', name)));

describe('the words of the process', () => {
  it('name every stage, command and clock in Chinese and in Czech', () => {
    const clocks = [...new Set(stages.flatMap((stage) => Object.keys(clocksOf(stage))))];
    const commands = allCommands().map(({ command }) => command);
    expect(missing([...stages], (locale, name) => stageIn(locale, name as 'enquiry', '?'))).toEqual([]);
    expect(missing(commands, (locale, name) => commandIn(locale, name, '?'))).toEqual([]);
    expect(missing(clocks, (locale, name) => clockIn(locale, name, '?'))).toEqual([]);
    expect(missingInCzech([...stages], (locale, name) => stageIn(locale, name as 'enquiry', '?'))).toEqual([]);
    expect(missingInCzech(commands, (locale, name) => commandIn(locale, name, '?'))).toEqual([]);
    expect(missingInCzech(clocks, (locale, name) => clockIn(locale, name, '?'))).toEqual([]);
  });

  it('are in English what the process table says', () => {
    for (const stage of openStages)
      expect(stageIn('en', stage, tradeProcess[stage].title)).toBe(tradeProcess[stage].title);
    expect(commandIn('zh-HK', 'constructor', 'unknown')).toBe('unknown');
  });
});

describe('the titles of papers', () => {
  const played = upTo('completed');
  const titles = played.facts.reduce<{ order: Order | null; titles: string[] }>(
    (so, happened) => {
      const order = evolve(so.order, happened);
      return { order, titles: [...so.titles, ...papersOf(order, happened, 1).map(({ title }) => title)] };
    },
    { order: null, titles: [] },
  ).titles;

  it('of a whole trade are all known in Chinese and in Czech, with their numbers as they are', () => {
    expect(titles.length).toBeGreaterThan(12);
    const unknown = titles.filter((title) => /^[A-Za-z]/.test(paperTitleIn('zh-CN', title)));
    expect(unknown).toEqual([]);
    expect(paperTitleIn('zh-HK', 'Contract, version 2')).toBe('合約，第2版');
    expect(paperTitleIn('zh-CN', 'Inspection report, reject')).toBe('检验报告，拒收');
    expect(paperTitleIn('zh-HK', 'Purchase order PO-1')).toBe('採購訂單 PO-1');
    expect(titles.filter((title) => paperTitleIn('cs', title) === title)).toEqual([]);
    expect(paperTitleIn('cs', 'Inspection report, reject')).toBe('Protokol o kontrole, zamítnuto');
    expect(paperTitleIn('cs', 'Contract, version 2')).toBe('Smlouva, verze 2');
  });

  it('that people gave to their files stay as they wrote them', () => {
    expect(paperTitleIn('zh-CN', 'Contractual scan')).toBe('Contractual scan');
    expect(paperTitleIn('zh-CN', 'my photo')).toBe('my photo');
  });
});
