/**
 * How long the list is that `rows` are a page of. A first page with room left is the whole list, and the last page of
 * another ends it: then nothing has to be counted.
 */
export async function totalOf(
  rows: readonly unknown[],
  { page, pageSize }: { page: number; pageSize: number },
  count: () => Promise<number>,
): Promise<number> {
  const whole = rows.length < pageSize && (page === 1 || rows.length > 0);
  return whole ? (page - 1) * pageSize + rows.length : count();
}
