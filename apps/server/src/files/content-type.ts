/** Every type that content can be recognised as, with the media type it is handed out under. */
export const CONTENT_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  docm: 'application/vnd.ms-word.document.macroEnabled.12',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xlsm: 'application/vnd.ms-excel.sheet.macroEnabled.12',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  zip: 'application/zip',
  zip_broken: 'application/octet-stream',
  doc: 'application/msword',
  doc_encrypted: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ole: 'application/octet-stream',
  office_encrypted: 'application/octet-stream',
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
  rtf: 'application/rtf',
  html: 'application/octet-stream',
  xml: 'application/octet-stream',
  text: 'text/plain',
  empty: 'application/octet-stream',
  unknown: 'application/octet-stream',
} as const;
export type ContentType = keyof typeof CONTENT_TYPES;

export const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];
