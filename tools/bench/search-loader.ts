import pg from 'pg';
import { keepTexts } from './search-body.ts';
import type { Stretch } from './search-load.ts';
import { benchWriter } from './search-texts.ts';

/** A process of its own that writes the pieces it is sent, until nobody is there any more. */
const client = new pg.Client(JSON.parse(process.argv[2] ?? '{}') as pg.ClientConfig);
await client.connect();
await client.query('set synchronous_commit = off; set statement_timeout = 0');
const writer = benchWriter();
process.on('message', (stretch: Stretch) => {
  void keepTexts(client, { writer, ...stretch }).then(() => process.send?.('written'));
});
process.on('disconnect', () => void client.end());
process.send?.('ready');
