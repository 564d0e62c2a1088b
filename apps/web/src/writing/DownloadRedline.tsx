import DownloadOutlined from '@ant-design/icons/DownloadOutlined';
import { Button } from 'antd';
import { client } from '../api/api.ts';
import { fileUrl } from '../paths.ts';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import type { TextHandle } from './useText.ts';
import { writingWords } from './words.ts';

/** For whoever goes on in Word: every change can be taken or rejected there. */
export function DownloadRedline({ text }: { text: TextHandle }) {
  const t = useWords(writingWords);
  const download = useAct(
    async () => {
      await text.sync.flush();
      return client.writing.download({ id: text.held.id });
    },
    { refresh: false, onDone: ({ fileId, name }) => globalThis.location.assign(fileUrl(fileId, name)) },
  );
  return (
    <Button
      icon={<DownloadOutlined aria-hidden />}
      loading={download.busy}
      onClick={() => download.go(undefined)}
    >
      {t('download')}
    </Button>
  );
}
