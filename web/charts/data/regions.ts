import { toText } from './rows.ts';
import type { Cell } from '../panel_view.ts';

/** A name, or code, of a region in the form in which they are compared. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/\band\b/g, '')
    .replaceAll(/\bsaint\b/g, 'st')
    .replaceAll(/^the\b/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Finds the region that a cell names; `undefined` when the map has none. */
export type FindRegion = (cell: Cell) => string | undefined;

/** A look-up over all names and codes of each region. */
export function regionFinder(
  names: Iterable<readonly [id: string, aliases: readonly string[]]>,
): FindRegion {
  const byName = new Map<string, string>();
  for (const [id, aliases] of names) {
    for (const alias of aliases) if (!byName.has(folded(alias))) byName.set(folded(alias), id);
  }
  return (cell) => {
    const key = folded(toText(cell));
    // Numeric codes lose their zeros on the way through numbers.
    return (
      byName.get(key) ??
      (/^\d+$/.test(key)
        ? (byName.get(key.padStart(3, '0')) ?? byName.get(key.padStart(2, '0')))
        : undefined)
    );
  };
}

/** Postal codes of the states by FIPS code, as the Census Bureau publishes them. */
export const statePostalCodes: Readonly<Record<string, string>> = {
  '01': 'AL',
  '02': 'AK',
  '04': 'AZ',
  '05': 'AR',
  '06': 'CA',
  '08': 'CO',
  '09': 'CT',
  '10': 'DE',
  '11': 'DC',
  '12': 'FL',
  '13': 'GA',
  '15': 'HI',
  '16': 'ID',
  '17': 'IL',
  '18': 'IN',
  '19': 'IA',
  '20': 'KS',
  '21': 'KY',
  '22': 'LA',
  '23': 'ME',
  '24': 'MD',
  '25': 'MA',
  '26': 'MI',
  '27': 'MN',
  '28': 'MS',
  '29': 'MO',
  '30': 'MT',
  '31': 'NE',
  '32': 'NV',
  '33': 'NH',
  '34': 'NJ',
  '35': 'NM',
  '36': 'NY',
  '37': 'NC',
  '38': 'ND',
  '39': 'OH',
  '40': 'OK',
  '41': 'OR',
  '42': 'PA',
  '44': 'RI',
  '45': 'SC',
  '46': 'SD',
  '47': 'TN',
  '48': 'TX',
  '49': 'UT',
  '50': 'VT',
  '51': 'VA',
  '53': 'WA',
  '54': 'WV',
  '55': 'WI',
  '56': 'WY',
};

/** Further English names that data uses for countries, by ISO 3166 two-letter code. */
export const countryNames: Readonly<Record<string, readonly string[]>> = {
  US: ['USA', 'United States', 'United States of America', 'America'],
  GB: ['UK', 'United Kingdom', 'Great Britain', 'Britain'],
  RU: ['Russia', 'Russian Federation'],
  KR: ['South Korea', 'Republic of Korea', 'Korea'],
  KP: ['North Korea'],
  CZ: ['Czechia', 'Czech Republic'],
  CD: ['DR Congo', 'Democratic Republic of the Congo', 'Congo-Kinshasa'],
  CG: ['Congo', 'Republic of the Congo', 'Congo-Brazzaville'],
  CI: ['Ivory Coast', "Côte d'Ivoire"],
  VN: ['Vietnam', 'Viet Nam'],
  IR: ['Iran', 'Islamic Republic of Iran'],
  SY: ['Syria'],
  LA: ['Laos'],
  TR: ['Turkey', 'Türkiye'],
  MM: ['Myanmar', 'Burma'],
  MK: ['North Macedonia', 'Macedonia'],
  SZ: ['Eswatini', 'Swaziland'],
  AE: ['UAE', 'United Arab Emirates'],
  BO: ['Bolivia'],
  VE: ['Venezuela'],
  TZ: ['Tanzania'],
  MD: ['Moldova'],
  PS: ['Palestine', 'Palestinian Territories'],
  TW: ['Taiwan'],
  BN: ['Brunei'],
  CV: ['Cape Verde', 'Cabo Verde'],
  TL: ['East Timor', 'Timor-Leste'],
};
