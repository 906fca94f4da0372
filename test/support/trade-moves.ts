import { stepOn } from './http-trade.ts';
import { creditMove } from './credit-moves.ts';
import { asked, type Choosing, type ModelTrade, passes, type Step, type World } from './money-world.ts';

const other = (side: string): string => (side === 'buyer' ? 'supplier' : 'buyer');
const advisers = ['adviser', 'adviser-two'];

/** What the parties of a trade do, by the choices of a step; what they may not do now is refused, and that is it. */
export const tradeMoves = (world: World, step: Step, choice: Choosing) => {
  const { pick, state } = choice;
  const by = (trade: ModelTrade, person: string, command: string, body: object = {}) =>
    asked(world, step, person, `${trade.path}/${command}`, body);
  const took = (what: string, { status }: { status: number }): void => {
    if (status === 200) world.taken.add(what);
  };
  return {
    async goesOn() {
      const trade = pick(world.trades) as ModelTrade;
      const issue: ModelTrade['issue'] = async (person, command, body) => {
        const answer = await by(trade, person, command, body);
        if (answer.status !== 200) throw new Error(`${command}: ${answer.status}`);
        return answer.body;
      };
      for (let left = 1 + (pick([0, 1, 2, 4]) ?? 0); left > 0; left -= 1) {
        const { stage } = await trade.state();
        // Where money moves, it moves by the moves of the bank; what the trade cannot do now stops it where it stands.
        if (stage === 'escrow' || stage === 'receipt' || stage === 'closed') return;
        if (stage === 'release') took('title', await by(trade, 'warehouse', 'transferTitle', { act: 'T-1' }));
        else await stepOn({ ...trade, issue }).catch(() => undefined);
      }
    },
    async waits() {
      await passes(world, pick([1, 1, 2, 4]) ?? 1);
      world.taken.add('days go by');
    },
    credits: () => creditMove(world, step, choice),
    async cancels() {
      const { trade } = (await state()) ?? {};
      if (trade === undefined) return;
      const person = pick(['buyer', 'buyer', 'supplier']) ?? 'buyer';
      // The fee is read, never reckoned here: whether it is right is found by reckoning it again from the facts.
      const { body: quote } = await world.office.get(person, `${trade.path}/cancellation`);
      const { feeMinor = 0, hash } = quote as { feeMinor?: number; hash?: string };
      const seen = hash === undefined ? { feeMinor } : { feeMinor, quote: hash };
      await by(trade, person, 'cancel', { reason: 'no need any more', ...seen });
      const consents = pick([true, true, false]);
      if (consents) took('left with consent', await by(trade, other(person), 'consentCancellation'));
      else await by(trade, other(person), 'refuseCancellation', { reason: 'it is on its way' });
    },
    async receives() {
      const { trade, order } = (await state()) ?? {};
      if (trade === undefined || order?.stage !== 'receipt') return;
      if (order.receipt.collected === null) await by(trade, 'buyer', 'collectAtPort', { reference: 'PICK-1' });
      const accepted = pick([1000, 997, 600, 0]) ?? 1000;
      const part = pick(['short', 'damaged', 'rejected'] as const) ?? 'short';
      const lines = [{ line: 1, accepted, [part]: 1000 - accepted }];
      took(accepted === 1000 ? 'accepted' : 'accepted in part', await by(trade, 'buyer', 'confirmReceipt', { lines }));
    },
    async quarrels() {
      const { trade } = (await state()) ?? {};
      if (trade === undefined) return;
      const person = pick(['buyer', 'supplier']) ?? 'buyer';
      took('dispute opened', await by(trade, person, 'openDispute', { reason: 'not as agreed' }));
    },
    async settles() {
      const { trade, order } = (await state()) ?? {};
      if (trade === undefined || order === undefined || order.dispute === null) return;
      const { offer, by: opener, negotiateUntil } = order.dispute;
      const how = pick(['offer', 'rule', 'withdraw', 'accept', 'accept']) ?? 'offer';
      if (how === 'accept' && offer !== null) {
        const answer = await by(trade, other(offer.by), 'acceptSettlement', { hash: offer.hash });
        took(offer.lines === undefined ? 'offer accepted' : 'partial acceptance accepted', answer);
      }
      if (how === 'accept' && offer === null) await by(trade, other(opener), 'answerDispute', { answer: 'it is' });
      const buyerShareBp = pick([5000, 3333, 0, 10_000]) ?? 5000;
      if (how === 'offer')
        await by(trade, pick(['buyer', 'supplier']) ?? 'buyer', 'offerSettlement', { buyerShareBp });
      if (how === 'withdraw') took('dispute withdrawn', await by(trade, opener, 'withdrawDispute'));
      if (how !== 'rule') return;
      const days = Math.ceil((Date.parse(negotiateUntil) - Date.parse(world.office.deps.now())) / 86_400_000);
      await passes(world, Math.max(0, days));
      const reason = 'not delivered as agreed';
      for (const person of advisers)
        took('dispute ruled', await by(trade, person, 'ruleDispute', { buyerShareBp, reason }));
    },
  };
};
