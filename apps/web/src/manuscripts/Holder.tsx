import type { ManuscriptRow } from '@xinxuan/contract';
import { DueTime } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';

/** Who holds it now, and until when: 张明（单位负责人） 还剩 2 小时. */
export function Holder({ holder, short = true }: { holder: ManuscriptRow['holder']; short?: boolean }) {
  const t = useWords(commonWords);
  if (!holder) return null;
  const role = t(`role.${holder.role}`);
  const who = holder.name && holder.name !== role ? t('holder', { name: holder.name, role }) : role;
  return (
    <span>
      {who} {holder.dueAt && <DueTime at={holder.dueAt} who={short ? undefined : who} short={short} />}
    </span>
  );
}
