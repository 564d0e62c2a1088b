/**
 * A clause with several tables brings their rows one after the other: where the number of columns changes, another
 * table with its own head begins.
 */
export function tablesOf(rows: readonly (readonly string[])[]): (readonly (readonly string[])[])[] {
  const tables: (readonly string[])[][] = [];
  for (const row of rows) {
    const last = tables.at(-1);
    if (last?.[0]?.length === row.length) last.push(row);
    else tables.push([row]);
  }
  return tables;
}
