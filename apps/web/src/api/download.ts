import { fileUrl } from '../paths.ts';

/** Hands a stored file to the browser, which asks where to keep it. */
export function download({ fileId, name }: { fileId: string; name: string }): void {
  const link = document.createElement('a');
  link.href = fileUrl(fileId, name);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
