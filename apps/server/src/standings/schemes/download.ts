import { contract } from '@xinxuan/contract';
import { parseScheme, printedScheme } from '@xinxuan/scoring';
import { writeScheme } from '../../documents/write-scheme.ts';
import { acts } from '../../http/endpoint.ts';
import { keepFile } from '../../http/keep-file.ts';
import { isRefusal, notFound } from '../../http/refusal.ts';
import { findScheme } from './queries.ts';
import { asInForce, whyNotPrinted } from './scheme-documents.ts';

export const downloadScheme = acts(
  contract.schemes.download,
  async ({ input, actor, tx, now, server, record }) => {
    const scheme = await findScheme(tx, input.id);
    if (!scheme) return notFound('计分办法', 'scheme');
    const parsed = parseScheme(scheme.yaml);
    if (!parsed.ok) return whyNotPrinted(parsed.problems);
    const document = printedScheme(asInForce(parsed.scheme, scheme));
    const bytes = await writeScheme(document, input.language);
    const name = `${document.title[input.language]}.docx`;
    const file = await keepFile(tx, server, { bytes, name, actor, now });
    if (isRefusal(file)) return file;
    record(input.id, null, { downloaded: file.fileId });
    return file;
  },
);
