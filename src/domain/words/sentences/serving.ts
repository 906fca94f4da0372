import type { Sentences } from '../sentences.ts';

/** What is said of the companies an order names to be served by. */
export const servingSentences: Sentences = {
  '{field}: there is no company {company}.': [
    '{field}：不存在公司{company}。',
    '{field}：不存在公司{company}。',
    '{field}: společnost {company} neexistuje.',
  ],
  '{field}: {company} is registered for {kinds}.': [
    '{field}：{company}登记的业务为{kinds}。',
    '{field}：{company}登記的業務為{kinds}。',
    '{field}: společnost {company} je registrována pro: {kinds}.',
  ],
  '{field}: {company} is suspended.': [
    '{field}：{company}已被暂停。',
    '{field}：{company}已被暫停。',
    '{field}: činnost společnosti {company} je pozastavena.',
  ],
  '{field}: no {role} is registered that could serve.': [
    '{field}：没有可提供服务的已登记{role}。',
    '{field}：沒有可提供服務的已登記{role}。',
    '{field}: není registrován nikdo v roli {role}, kdo by mohl sloužit.',
  ],
};
