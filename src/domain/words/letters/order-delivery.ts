import { inEveryLanguage as words } from '../letter.ts';

/** From the hand-over to the carrier to the confirmed receipt. */
export const deliveryLetters = {
  'goods-to-carry': words(
    ['Goods are ready to be taken over', 'Please record the number of the transport document when you take them over.'],
    ['货物待承运', '接收货物时请登记运输单据号。'],
    ['貨物待承運', '接收貨物時請登記運輸單據編號。'],
    ['Zboží je připraveno k převzetí dopravcem', 'Při převzetí prosím zaznamenejte číslo přepravního dokladu.'],
  ),
  shipped: words(
    ['The goods are on their way', 'Carrier: {carrier}\nTransport document: {document}'],
    ['货物已发运', '承运人：{carrier}\n运输单据：{document}'],
    ['貨物已發運', '承運人：{carrier}\n運輸單據：{document}'],
    ['Zboží je na cestě', 'Dopravce: {carrier}\nPřepravní doklad: {document}'],
  ),
  'transport-milestone': words(
    [
      `{milestone, select, CUSTOMS_RELEASED {Released by customs} LOADED {Loaded} DEPARTED {Departed} ARRIVED {Arrived}
        DISCHARGED {Discharged} GATED_OUT {Gated out} other {Unpacked}}`,
      'It happened on {occurredAt, date, instant}.',
    ],
    [
      `{milestone, select, CUSTOMS_RELEASED {海关放行} LOADED {已装船} DEPARTED {已离港} ARRIVED {已到港} DISCHARGED {已卸船}
        GATED_OUT {已出闸} other {已拆箱}}`,
      '发生时间：{occurredAt, date, instant}。',
    ],
    [
      `{milestone, select, CUSTOMS_RELEASED {海關放行} LOADED {已裝船} DEPARTED {已離港} ARRIVED {已到港} DISCHARGED {已卸船}
        GATED_OUT {已出閘} other {已拆櫃}}`,
      '發生時間：{occurredAt, date, instant}。',
    ],
    [
      '{milestone, select, CUSTOMS_RELEASED {Propuštěno celním úřadem} LOADED {Naloženo} DEPARTED {Odjezd} ' +
        'ARRIVED {Příjezd} DISCHARGED {Vyloženo} GATED_OUT {Vyvezeno z terminálu} other {Vybaleno}}',
      'Stalo se tak {occurredAt, date, instant}.',
    ],
  ),
  'bill-surrendered': words(
    [
      'The cargo may be collected',
      `{how, select, TELEX_RELEASE {The bill of lading was released by telex.}
        SEA_WAYBILL {A sea waybill needs no surrender.} other {The bill of lading was surrendered.}}`,
    ],
    ['可以提货', '{how, select, TELEX_RELEASE {提单已电放。} SEA_WAYBILL {海运单无需交还。} other {提单已交还。}}'],
    ['可以提貨', '{how, select, TELEX_RELEASE {提單已電放。} SEA_WAYBILL {海運單無需交還。} other {提單已交還。}}'],
    [
      'Náklad lze vyzvednout',
      '{how, select, TELEX_RELEASE {Zboží bylo uvolněno telexem bez předložení konosamentu.} SEA_WAYBILL ' +
        '{Námořní nákladní list se neodevzdává.} other {Konosament byl odevzdán.}}',
    ],
  ),
  'transport-exception': words(
    ['Something went wrong on the way', '{detail}\n\nThe time to check the goods stands still.'],
    ['运输异常', '{detail}\n\n验货期限暂停计算。'],
    ['運輸異常', '{detail}\n\n驗貨期限暫停計算。'],
    ['Cestou se něco pokazilo', '{detail}\n\nLhůta na kontrolu zboží neběží.'],
  ),
  'exception-resolved': words(
    ['The transport goes on', '{detail}'],
    ['运输恢复正常', '{detail}'],
    ['運輸恢復正常', '{detail}'],
    ['Přeprava pokračuje', '{detail}'],
  ),
  arrived: words(
    ['The goods have arrived', 'Please check them. Receipt confirms itself on {autoConfirmAt, date, instant}.'],
    ['货物已到达', '请验货。如无异议，将于{autoConfirmAt, date, instant}自动确认收货。'],
    ['貨物已到達', '請驗貨。如無異議，將於{autoConfirmAt, date, instant}自動確認收貨。'],
    ['Zboží dorazilo', 'Zkontrolujte je prosím. Převzetí se samo potvrdí {autoConfirmAt, date, instant}.'],
  ),
  'service-performed': words(
    [
      '{supplier} has performed the service',
      'Please check it. It is confirmed by itself on {autoConfirmAt, date, instant}.',
    ],
    ['{supplier}已完成服务', '请验收。如无异议，将于{autoConfirmAt, date, instant}自动确认。'],
    ['{supplier}已完成服務', '請驗收。如無異議，將於{autoConfirmAt, date, instant}自動確認。'],
    ['{supplier} hlásí provedení služby', 'Zkontrolujte ji prosím. Sama se potvrdí {autoConfirmAt, date, instant}.'],
  ),
  collected: words(
    ['{buyer} collected the goods', 'Reference {reference}.'],
    ['{buyer}已提货', '参考号{reference}。'],
    ['{buyer}已提貨', '參考編號{reference}。'],
    ['Zboží je vyzvednuto kupujícím {buyer}', 'Reference {reference}.'],
  ),
  'receipt-reminder': words(
    [
      'Receipt soon confirms itself',
      'It does so on {autoConfirmAt, date, instant}. Until then you can confirm, reject, or extend once.',
    ],
    ['即将自动确认收货', '将于{autoConfirmAt, date, instant}自动确认。此前您可确认、拒收或延长一次。'],
    ['即將自動確認收貨', '將於{autoConfirmAt, date, instant}自動確認。此前您可確認、拒收或延長一次。'],
    [
      'Převzetí se brzy samo potvrdí',
      'Stane se tak {autoConfirmAt, date, instant}. Do té doby je můžete potvrdit, odmítnout, nebo lhůtu ' +
        'jednou prodloužit.',
    ],
  ),
  'inspection-extended': words(
    ['{buyer} takes more time to check the goods', 'Receipt confirms itself on {autoConfirmAt, date, instant}.'],
    ['{buyer}延长验货期', '将于{autoConfirmAt, date, instant}自动确认收货。'],
    ['{buyer}延長驗貨期', '將於{autoConfirmAt, date, instant}自動確認收貨。'],
    ['{buyer} si bere na kontrolu více času', 'Převzetí se samo potvrdí {autoConfirmAt, date, instant}.'],
  ),
  'receipt-confirmed': words(
    ['{buyer} confirmed receipt', 'The goods were received and checked.'],
    ['{buyer}已确认收货', '货物已收到并验收。'],
    ['{buyer}已確認收貨', '貨物已收到並驗收。'],
    ['{buyer} potvrzuje převzetí', 'Zboží bylo převzato a zkontrolováno.'],
  ),
  'receipt-by-silence': words(
    ['Receipt has confirmed itself', 'The time to check the goods is over and nobody objected.'],
    ['已自动确认收货', '验货期已满，无人提出异议。'],
    ['已自動確認收貨', '驗貨期已滿，無人提出異議。'],
    ['Převzetí se samo potvrdilo', 'Lhůta na kontrolu zboží uplynula a nikdo nic nenamítl.'],
  ),
  'receipt-rejected': words(
    ['{buyer} rejected the goods', '{reason}'],
    ['{buyer}拒收货物', '{reason}'],
    ['{buyer}拒收貨物', '{reason}'],
    ['{buyer} odmítá převzít zboží', '{reason}'],
  ),
  completed: words(
    ['The trade is completed', 'Claims and warranty stay open as the contract says. You can now rate the other side.'],
    ['交易已完成', '索赔期与保修期按合同继续有效。您现在可以评价对方。'],
    ['交易已完成', '索償期與保養期按合約繼續有效。您現在可以評價對方。'],
    ['Obchod je dokončen', 'Reklamace a záruka trvají, jak stanoví smlouva. Nyní můžete ohodnotit druhou stranu.'],
  ),
};
