import type { Sentences } from '../sentences.ts';

/** What is said of reviews of products. */
export const reviewingSentences: Sentences = {
  'Your company has not received the product by that line of the order.': [
    '贵公司未曾按该订单该行收到此产品。',
    '貴公司未曾按該訂單該行收到此產品。',
    'Vaše společnost tento výrobek tím řádkem objednávky nedostala.',
  ],
  'The line has been reviewed: change what you said instead.': [
    '该行已有评价：请修改原评价。',
    '該行已有評價：請修改原評價。',
    'Řádek už je ohodnocen: změňte raději, co jste napsali.',
  ],
  'There is no such review.': ['没有此评价。', '沒有此評價。', 'Takové hodnocení není.'],
  'Reviews are changed by who wrote them and answered by the supplier.': [
    '评价由作者修改，由供应商答复。',
    '評價由作者修改，由供應商回覆。',
    'Hodnocení mění ten, kdo je napsal, a odpovídá na ně dodavatel.',
  ],
};
