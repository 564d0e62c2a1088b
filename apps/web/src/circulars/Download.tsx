import { Button } from 'antd';
import { api } from '../api/api.ts';
import { download } from '../api/download.ts';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { circularWords } from './words.ts';

type DownloadProps = {
  id: string;
  primary?: boolean;
  /** Saves what is still unsaved; the file must hold the words on the screen. */
  before?: () => Promise<boolean>;
};

export function Download({ id, primary = false, before }: DownloadProps) {
  const t = useWords(circularWords);
  const file = useAct(api.circulars.download.call, {
    done: made => t('download_done', { name: made.name }),
    onDone: download,
  });
  return (['docx', 'pdf'] as const).map(as => (
    <Button
      key={as}
      type={primary && as === 'docx' ? 'primary' : 'default'}
      loading={file.busy}
      onClick={async () => {
        if (before && !(await before())) return;
        file.go({ id, as });
      }}
    >
      {t(`download_${as}`)}
    </Button>
  ));
}
