import type { FeeList, FeeShare } from '@xinxuan/contract';
import { Button, Table } from 'antd';
import { Paged } from '../awards/Paged.tsx';
import { count } from '../formats.ts';
import { paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { useWords } from '../words/i18n.ts';
import styles from './fees.module.css';
import { money } from './money.ts';
import type { PayeeOf } from './PayeeDialog.tsx';
import { feeWords } from './words.ts';

type SharesProps = { list: FeeList; onPayee: (of: PayeeOf) => void };
const PER_PAGE = 20;

/** Who gets how much; each amount opens the lines that it was counted from. */
export function Shares(props: SharesProps) {
  const narrow = useNarrow();
  return narrow ? <Cards {...props} /> : <Rowed {...props} />;
}

function Rowed({ list, onPayee }: SharesProps) {
  const t = useWords(feeWords);
  return (
    <Table<FeeShare>
      size="small"
      rowKey={row => row.owner.id}
      dataSource={[...list.shares]}
      pagination={list.shares.length > PER_PAGE ? { pageSize: PER_PAGE, showSizeChanger: false } : false}
      columns={[
        {
          key: 'owner',
          title: t('owner'),
          render: (_, row) => row.owner.name,
          sorter: (a, b) => a.owner.name.localeCompare(b.owner.name, 'zh-CN'),
        },
        {
          key: 'unit',
          title: t('unit'),
          render: (_, row) => row.unit,
          sorter: (a, b) => (a.unit ?? '').localeCompare(b.unit ?? '', 'zh-CN'),
        },
        { key: 'items', title: t('items'), align: 'right', render: (_, row) => count(row.items) },
        {
          key: 'sum',
          title: t('sum'),
          align: 'right',
          render: (_, row) => <Sum list={list} share={row} />,
          sorter: (a, b) => Number(a.sum) - Number(b.sum),
        },
        {
          key: 'payee',
          title: t('payee'),
          render: (_, row) => <Account list={list} share={row} onPayee={onPayee} />,
        },
      ]}
    />
  );
}

function Cards({ list, onPayee }: SharesProps) {
  return (
    <Paged
      rows={list.shares}
      card={share => (
        <li key={share.owner.id}>
          <div className={styles.cardHead}>
            <span>
              {share.owner.name} <span className={styles.faint}>{share.unit}</span>
            </span>
            <Sum list={list} share={share} />
          </div>
          <Account list={list} share={share} onPayee={onPayee} />
        </li>
      )}
    />
  );
}

type One = { list: FeeList; share: FeeShare };

function Sum({ list, share }: One) {
  const t = useWords(feeWords);
  return (
    <FigureLink
      value={money(share.sum)}
      to={paths.fee(list.id, { ownerId: share.owner.id })}
      definition={t('share_means', { name: share.owner.name, items: share.items })}
    />
  );
}

function Account({ list, share, onPayee }: One & { onPayee: SharesProps['onPayee'] }) {
  const t = useWords(feeWords);
  const { payee, owner, ownerKind } = share;
  return (
    <span>
      {payee ? (
        t('payee_masked', { digits: payee.lastFour })
      ) : (
        <span className={styles.missing}>{t('payee_missing')}</span>
      )}{' '}
      {list.can.changePayees === null && list.state !== 'discarded' && (
        <Button
          size="small"
          type="link"
          onClick={() =>
            onPayee({ owner: ownerKind, id: owner.id, name: owner.name, version: payee?.version ?? null })
          }
        >
          {t(payee ? 'payee_change' : 'payee_enter')}
        </Button>
      )}
    </span>
  );
}
