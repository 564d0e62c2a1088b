import { exportLedger } from './export-ledger.ts';
import { get } from './get.ts';
import { ledger } from './ledger.ts';
import { closePeriod } from './periods/close.ts';
import { check } from './schemes/check.ts';
import { getScheme, listSchemes } from './schemes/get.ts';
import { putInForce } from './schemes/put-in-force.ts';
import { save } from './schemes/save.ts';

export const standingRoutes = { get, ledger, exportLedger, closePeriod };
export const schemeRoutes = { list: listSchemes, get: getScheme, check, save, putInForce };
