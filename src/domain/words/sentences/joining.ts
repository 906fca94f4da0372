import type { Sentences } from '../sentences.ts';

/** What is said of membership, and of who may trade. */
export const joiningSentences: Sentences = {
  'Orders between businesses are for members: apply with POST /v1/qualifications.': [
    '企业间订单仅限会员：请用POST /v1/qualifications申请。',
    '企業間訂單只限會員：請用POST /v1/qualifications申請。',
    'Objednávky mezi podniky jsou pro členy: požádejte přes POST /v1/qualifications.',
  ],
  'supplier: this supplier takes no orders now.': [
    'supplier：该供应商暂不接单。',
    'supplier：該供應商暫不接單。',
    'supplier: tento dodavatel nyní objednávky nepřijímá.',
  ],
  'suppliers.{place}: {supplier} takes no orders now.': [
    'suppliers.{place}：{supplier}暂不接单。',
    'suppliers.{place}：{supplier}暫不接單。',
    'suppliers.{place}: {supplier} nyní objednávky nepřijímá.',
  ],
  'This company opens no orders.': [
    '该公司不得开立订单。',
    '該公司不得開立訂單。',
    'Tato společnost objednávky neotevírá.',
  ],
  '{command}: compliance has stopped this order.': [
    '{command}：合规部门已中止本订单。',
    '{command}：合規部門已中止本訂單。',
    '{command}: tuto objednávku zastavilo oddělení compliance.',
  ],
  '{command} waits for the compliance review of this order.': [
    '{command}须等待本订单的合规审查。',
    '{command}須等待本訂單的合規審查。',
    '{command} čeká na prověření této objednávky.',
  ],
  'A company applies for itself, by one who buys or supplies for it.': [
    '须由公司自己的采购或供应人员代表公司申请。',
    '須由公司自己的採購或供應人員代表公司申請。',
    'Společnost žádá sama za sebe, tím, kdo pro ni nakupuje nebo dodává.',
  ],
  'An application is decided by somebody of another company.': [
    '申请须由其他公司的人员决定。',
    '申請須由其他公司的人員決定。',
    'O žádosti rozhoduje někdo z jiné společnosti.',
  ],
  'An application has at most {most} documents.': [
    '一份申请最多有{most}份文件。',
    '一份申請最多有{most}份文件。',
    'Žádost má nejvýše {most, plural, one {# dokument} few {# dokumenty} other {# dokumentů}}.',
  ],
  'The company has not applied.': ['该公司尚未申请。', '該公司尚未申請。', 'Společnost nepožádala.'],
  'This application has no such document.': [
    '该申请没有此文件。',
    '該申請沒有此文件。',
    'Tato žádost takový dokument nemá.',
  ],
  'No application of this company is open.': [
    '该公司没有处理中的申请。',
    '該公司沒有處理中的申請。',
    'Žádná žádost této společnosti není otevřena.',
  ],
};
