import type { Sentences } from '../sentences.ts';

/** What is said of the companies an order names to be served by. */
export const servingSentences: Sentences = {
  'give a company, or null, for a place': [
    '请为至少一个位置给出公司或null',
    '請為至少一個位置給出公司或null',
    'uveďte pro některé místo společnost, nebo null',
  ],
  'This company serves the order in that place already.': [
    '该公司已在该位置为本订单服务。',
    '該公司已在該位置為本訂單服務。',
    'Tato společnost objednávce na tomto místě už slouží.',
  ],
  'place: money of this order came to the bank, which has to tell what becomes of it.': [
    'place：本订单的款项曾存入该银行，须由其告知后续情况。',
    'place：本訂單的款項曾存入該銀行，須由其告知後續情況。',
    'place: peníze této objednávky přišly do banky, která musí sdělit, co se s nimi stane.',
  ],
  'place: everything that is done in this place has been done.': [
    'place：该位置应完成的工作均已完成。',
    'place：該位置應完成的工作均已完成。',
    'place: vše, co se na tomto místě dělá, je vykonáno.',
  ],
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
