import { inEveryLanguage as words } from '../letter.ts';

/** A place on an order, in the middle of a sentence. */
const en = '{place, select, warehouse {warehouse} inspector {inspector} broker {customs broker} ' +
  'carrier {carrier} other {bank of the trust account}}';
const cn = '{place, select, warehouse {仓库} inspector {检验机构} broker {报关行} carrier {承运人} other {托管银行}}';
const hk = '{place, select, warehouse {倉庫} inspector {檢驗機構} broker {報關行} carrier {承運人} other {託管銀行}}';
const cs = '{place, select, warehouse {sklad} inspector {inspektor} broker {celní zástupce} carrier {dopravce} ' +
  'other {banka svěřenského účtu}}';

/** Another company takes over a place on an order. */
export const servingLetters = {
  'provider-replaced': words(
    [
      `Another company serves the order: ${en}`,
      `From now on ${en}: {company}. The reason given: {reason}\n\nWhat was done before stands. ` +
        '{place, select, bank {Pay only to the account that the payment request names now.} other {}}',
    ],
    [
      `订单服务方变更：${cn}`,
      `现由{company}担任${cn}。理由：{reason}\n\n此前已完成的工作继续有效。` +
        '{place, select, bank {请仅向付款请求现在所列账户付款。} other {}}',
    ],
    [
      `訂單服務方變更：${hk}`,
      `現由{company}擔任${hk}。理由：{reason}\n\n此前已完成的工作繼續有效。` +
        '{place, select, bank {請僅向付款請求現在所列帳戶付款。} other {}}',
    ],
    [
      `Objednávce slouží jiná společnost: ${cs}`,
      `Od teď ${cs}: {company}. Důvod: {reason}\n\nCo bylo vykonáno dříve, platí. ` +
        '{place, select, bank {Plaťte jen na účet, který výzva k platbě uvádí nyní.} other {}}',
    ],
  ),
  'order-to-serve': words(
    [`You serve this order: ${en}`, 'Another company did before; what it did stands. See the order for what is next.'],
    [`贵公司现为本订单服务：${cn}`, '此前由另一公司负责，其已完成的工作继续有效。后续事项请查看订单。'],
    [`貴公司現為本訂單服務：${hk}`, '此前由另一公司負責，其已完成的工作繼續有效。後續事項請查看訂單。'],
    [
      `Sloužíte této objednávce: ${cs}`,
      'Dříve to dělala jiná společnost; co vykonala, platí. Co je na řadě, ukáže objednávka.',
    ],
  ),
  'order-served-no-more': words(
    [
      `Another company takes your place on this order: ${en}`,
      'You see no more of the order than what you did for it, which stays on the record.',
    ],
    [`另一公司接替贵公司在本订单的职责：${cn}`, '贵公司今后仅可查看自身为本订单所做的工作，相关记录予以保留。'],
    [`另一公司接替貴公司在本訂單的職責：${hk}`, '貴公司今後僅可查看自身為本訂單所做的工作，相關記錄予以保留。'],
    [
      `Na této objednávce vás nahrazuje jiná společnost: ${cs}`,
      'Z objednávky dál vidíte jen to, co jste pro ni vykonali; to zůstává zaznamenáno.',
    ],
  ),
};
