import { defineWords } from '../words/i18n.ts';

export const noticeWords = defineWords(
  'notices',
  {
    none: '没有通知',
    none_hint: '稿件有了进展，会在这里告诉您。',
    read_all: '全部标为已读',
    all: '查看全部通知',
    title: '通知',
    unread_only: '只看未读',
    unread: '未读',
    confirm: '确认已阅',
    confirmed: '已确认已阅',
  },
  {
    none: 'No notices',
    none_hint: 'When something happens to your manuscripts, you will be told here.',
    read_all: 'Mark all as read',
    all: 'All notices',
    title: 'Notices',
    unread_only: 'Unread only',
    unread: 'unread',
    confirm: 'Confirm that I have read it',
    confirmed: 'Confirmed as read',
  },
);
