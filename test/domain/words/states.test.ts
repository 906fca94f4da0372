import { describe, expect, it } from '@jest/globals';
import { grantStates } from '../../../src/domain/catalogue/access.ts';
import { creditStages } from '../../../src/domain/credit/credit.ts';
import { qualificationStates } from '../../../src/domain/qualification/qualification.ts';
import { hitVerdicts } from '../../../src/domain/screening/outcome.ts';
import { sourcingStates } from '../../../src/domain/sourcing/sourcing.ts';
import { problemTitleIn } from '../../../src/domain/words/problems.ts';
import { inWords } from '../../../src/domain/words/states.ts';
import { letterStates } from '../../../src/persistence/letters.ts';

describe('the words of states', () => {
  it('are there for every state that sentences tell', () => {
    const told = [
      ...[...grantStates, ...creditStages, ...qualificationStates, ...sourcingStates, ...hitVerdicts, ...letterStates],
      ...['PROPOSED', 'SIGNED', 'DECLINED', 'ENDED', 'OPEN', 'APPROVED', 'REFUSED', 'VOID'],
    ];
    expect(told.filter((state) => inWords('zh-CN', state) === null)).toEqual([]);
    expect(inWords('cs', 'toString')).toBeNull();
  });

  it('are there for the title of a precondition that fails', () => {
    expect(problemTitleIn('zh-HK', 412, 'Precondition Failed')).toBe('先決條件不成立');
    expect(problemTitleIn('en', 412, 'Precondition Failed')).toBe('Precondition Failed');
  });
});
