import CloseOutlined from '@ant-design/icons/CloseOutlined';
import ExpandAltOutlined from '@ant-design/icons/ExpandAltOutlined';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { ManuscriptActs } from './ManuscriptActs.tsx';
import { ManuscriptView } from './ManuscriptView.tsx';
import styles from './view.module.css';
import { manuscriptWords } from './words.ts';

type ManuscriptBesideProps = { id: string; onClose: () => void; onDecided?: () => void };

/** The paper beside its list. */
export function ManuscriptBeside({ id, onClose, onDecided }: ManuscriptBesideProps) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  const manuscript = useQuery(api.manuscripts.get.queryOptions({ input: { id } }));
  return (
    <>
      <div className={styles.besideBar}>
        <Go to={paths.manuscript(id)}>
          <ExpandAltOutlined aria-hidden /> {t('page.alone')}
        </Go>
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={c('act.close')}
          onClick={onClose}
        />
      </div>
      <Loaded query={manuscript}>
        {found => (
          <ManuscriptView
            manuscript={found}
            narrow
            acts={<ManuscriptActs manuscript={found} onDecided={onDecided} />}
          />
        )}
      </Loaded>
    </>
  );
}
