import type { Identity } from '../http/identity.ts';
import { appoint } from './appointments/create.ts';
import { endPost } from './appointments/end.ts';
import { listGroups } from './groups/list.ts';
import { saveGroup } from './groups/save.ts';
import { createPerson } from './people/create.ts';
import { listPeople } from './people/list.ts';
import { resetPassword } from './people/reset-password.ts';
import { changePerson } from './people/update.ts';
import { takeRoster } from './roster/apply.ts';
import { tryRoster } from './roster/check.ts';
import { exportRoster } from './roster/export.ts';
import { createToken } from './tokens/create.ts';
import { listTokens } from './tokens/list.ts';
import { stopToken } from './tokens/revoke.ts';
import { closeUnit } from './units/close.ts';
import { createUnit } from './units/create.ts';
import { listUnits } from './units/list.ts';
import { moveUnit } from './units/move.ts';
import { reopenUnit } from './units/reopen.ts';
import { changeUnit } from './units/update.ts';

/** `identity` forgets what it remembers of people once a change of theirs is saved. */
export function networkRoutes(parts: { identity: Identity }) {
  return {
    units: {
      list: listUnits,
      create: createUnit,
      update: changeUnit(parts),
      move: moveUnit(parts),
      close: closeUnit(parts),
      reopen: reopenUnit(parts),
    },
    groups: { list: listGroups, save: saveGroup },
    people: {
      list: listPeople,
      create: createPerson,
      update: changePerson(parts),
      resetPassword: resetPassword(parts),
    },
    appointments: { create: appoint(parts), end: endPost(parts) },
    roster: { check: tryRoster, apply: takeRoster(parts), export: exportRoster },
    tokens: { list: listTokens, create: createToken, revoke: stopToken(parts) },
  };
}
