import type { Role } from '@xinxuan/contract';
import type { Finding } from '../files/finding.ts';

/** One line of the roster: a unit, and mostly a person who holds posts there. */
export interface RosterRow {
  /** The row in the workbook, from 1. */
  row: number;
  unit: RosterUnit;
  person: RosterPerson | null;
}

export interface RosterUnit {
  code: string | null;
  name: string;
  /** Name of the unit above; null for the root or where the file does not say. */
  parent: string | null;
  group: string | null;
  /** YYYY-MM-DD */
  openedOn: string | null;
}

export interface RosterPerson {
  name: string;
  /** null: to be made up. */
  userName: string | null;
  title: string;
  roles: Role[];
  phone: string | null;
  email: string | null;
  /** YYYY-MM-DD */
  fromOn: string | null;
  toOn: string | null;
}

/**
 * All rows, or what is wrong with them, each with the address of its cell in `where`. `at` gives the address of a cell
 * for what a feature finds wrong with it later.
 */
export type ReadRoster =
  | { ok: true; rows: RosterRow[]; at(row: number, column: RosterColumn): string }
  | { ok: false; problems: Finding[] };

export const ROSTER_COLUMNS = {
  code: { title: '单位编码', width: 12, needed: false },
  unit: { title: '单位名称', width: 24, needed: true },
  parent: { title: '上级单位', width: 24, needed: false },
  group: { title: '考核分组', width: 14, needed: false },
  openedOn: { title: '成立日期', width: 12, needed: false },
  name: { title: '姓名', width: 10, needed: true },
  userName: { title: '登录名', width: 14, needed: false },
  title: { title: '职务', width: 14, needed: false },
  roles: { title: '角色', width: 18, needed: true },
  phone: { title: '电话', width: 15, needed: false },
  email: { title: '邮箱', width: 24, needed: false },
  fromOn: { title: '任职起', width: 12, needed: false },
  toOn: { title: '任职止', width: 12, needed: false },
} as const;
export type RosterColumn = keyof typeof ROSTER_COLUMNS;

/** The first is how a role is written; the others are also understood. */
export const ROLE_NAMES: Record<Role, string[]> = {
  correspondent: ['信息员', '通讯员', '联络员', '宣传员', '信息联络员'],
  unit_head: ['单位负责人', '负责人'],
  leader_in_charge: ['分管领导'],
  principal_leader: ['主要领导'],
  desk_editor: ['编辑', '信息编辑'],
  desk_chief: ['主编', '编辑部负责人'],
  assessor: ['考核员', '考核人员'],
  system_admin: ['系统管理员'],
  security_admin: ['安全管理员', '安全保密管理员'],
  audit_admin: ['审计管理员', '安全审计员'],
};
