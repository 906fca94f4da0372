import { consumerProfile, goodsStages, type Profile, profileFields, warehouseStages } from './profile.ts';

/** What of a profile does not go together: the field and the rule. */
function faultsOf({ id, mode, skips = [], clocks, withdrawal }: Omit<Profile, 'version'>) {
  const { answerBusinessDays, answerWarningBusinessDays } = clocks;
  const goods = goodsStages.filter((stage) => skips.includes(stage)).length;
  const straight = goods === warehouseStages.length && !skips.includes('shipment');
  const together = `${goodsStages.join(', ')} are gone through together or not at all; only shipment may stay alone`;
  const forConsumers = id === consumerProfile;
  const rules: [boolean, string, string][] = [
    [goods > 0 && goods < goodsStages.length && !straight, 'skips', together],
    [forConsumers !== (mode === 'B2C'), 'mode', `B2C is the mode of the profile ${consumerProfile}, and of no other`],
    [forConsumers && !straight, 'skips', `consumers' goods are shipped straight: skip ${warehouseStages.join(', ')}`],
    [goods > 0 && !skips.includes('inspection'), 'skips', 'without goods there is nothing to inspect: skip inspection'],
    [new Set(skips).size < skips.length, 'skips', 'each stage stands once'],
    [withdrawal !== undefined && mode !== 'B2C', 'withdrawal', 'only consumers withdraw: mode is B2C'],
    [
      answerWarningBusinessDays >= answerBusinessDays,
      'clocks.answerWarningBusinessDays',
      'must be less than answerBusinessDays',
    ],
  ];
  return rules.filter(([broken]) => broken);
}

/** A profile as an operator writes it; its version is given when it is added. */
export const profileContentSchema = profileFields.omit({ version: true }).superRefine((profile, context) => {
  for (const [, path, message] of faultsOf(profile))
    context.addIssue({ code: 'custom', path: path.split('.'), message });
});
