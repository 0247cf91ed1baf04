/** A name of a table or column as SQL of a kind of data source writes it. */
export function quotedName(name: string, kind: string): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name)) return name;
  switch (kind) {
    case 'mysql':
    case 'mariadb':
    case 'bigquery':
    case 'databricks':
      return `\`${name.replaceAll('`', '``')}\``;
    case 'sqlserver':
      return `[${name.replaceAll(']', ']]')}]`;
    default:
      return `"${name.replaceAll('"', '""')}"`;
  }
}

const reserved: ReadonlySet<string> = new Set(
  'all and any as asc between by case check column create cross current_date default delete desc distinct drop else end exists false for foreign from full group having in inner insert into is join key left like limit natural not null offset on or order outer primary references right row rows select set table then to true union unique update user using values view when where window with'.split(
    ' ',
  ),
);
