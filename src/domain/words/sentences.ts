import type { Elsewhere } from './locale.ts';
import { agreeingSentences } from './sentences/agreeing.ts';
import { askingSentences } from './sentences/asking.ts';
import { catalogueSentences } from './sentences/catalogue.ts';
import { clauseSentences } from './sentences/clauses.ts';
import { complianceSentences } from './sentences/compliance.ts';
import { creditSentences } from './sentences/credit.ts';
import { creditingSentences } from './sentences/crediting.ts';
import { identifierSentences } from './sentences/identifiers.ts';
import { fileSentences } from './sentences/files.ts';
import { houseSentences } from './sentences/house.ts';
import { offeringSentences } from './sentences/offering.ts';
import { attendingSentences } from './sentences/attending.ts';
import { bankingSentences } from './sentences/banking.ts';
import { railSentences } from './sentences/rails.ts';
import { writingSentences } from './sentences/writing.ts';
import { inputSentences } from './sentences/input.ts';
import { costSentences } from './sentences/costs.ts';
import { joiningSentences } from './sentences/joining.ts';
import { marketingSentences } from './sentences/marketing.ts';
import { moneySentences } from './sentences/money.ts';
import { movementSentences } from './sentences/movements.ts';
import { movingSentences } from './sentences/moving.ts';
import { orderSentences } from './sentences/order.ts';
import { peopleSentences } from './sentences/people.ts';
import { receivingSentences } from './sentences/receiving.ts';
import { servingSentences } from './sentences/serving.ts';
import { reviewingSentences } from './sentences/reviewing.ts';
import { sourcedSentences } from './sentences/sourced.ts';

/**
 * Sentences by what they say in English, as it stands where a rule refuses: `No clock {clock} is running.` for a
 * template with one value. The English sentence is the key, so that a refusal kept for its Idempotency-Key, or told by
 * an engine of an earlier day, can be read in every language. What it says elsewhere are ICU message patterns over the
 * slots it names. A test sees that no sentence of a rule is missing here.
 */
export type Sentences = Readonly<Record<string, Elsewhere>>;

export const sentences: Sentences = {
  ...agreeingSentences,
  ...askingSentences,
  ...attendingSentences,
  ...catalogueSentences,
  ...clauseSentences,
  ...complianceSentences,
  ...creditSentences,
  ...creditingSentences,
  ...identifierSentences,
  ...fileSentences,
  ...houseSentences,
  ...offeringSentences,
  ...bankingSentences,
  ...railSentences,
  ...writingSentences,
  ...inputSentences,
  ...costSentences,
  ...joiningSentences,
  ...marketingSentences,
  ...moneySentences,
  ...movementSentences,
  ...movingSentences,
  ...orderSentences,
  ...peopleSentences,
  ...receivingSentences,
  ...servingSentences,
  ...reviewingSentences,
  ...sourcedSentences,
};
