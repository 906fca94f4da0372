// ISO 3166-1 alpha-2, officially assigned codes, and XZ, which UN/LOCODE gives to installations in international
// waters.
const countries = new Set(
  `
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
  CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
  GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
  KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
  MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
  SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
  UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
  XZ`
    .trim()
    .split(/\s+/),
);

/** Whether two letters are a country code of ISO 3166-1 that is assigned to a country. */
export const isCountry = (code: string): boolean => code !== 'XZ' && countries.has(code);

/**
 * What is wrong with a UN/LOCODE (UNECE Recommendation 16) in its form of five characters, or null. Whether the place
 * is listed is not checked, as the list changes twice a year.
 */
export function faultOfLocode(value: string): string | null {
  if (!/^[A-Z]{2}[A-Z2-9]{3}$/.test(value)) {
    return 'A UN/LOCODE is a country code of two letters and a place of three, each a letter or a digit 2 to 9.';
  }
  return countries.has(value.slice(0, 2)) ? null : `${value.slice(0, 2)} is not a country code of ISO 3166-1.`;
}
