type Operation = {
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>;
};
type Spec = { info: { title: string; version: string }; paths?: Record<string, Record<string, Operation>> };

const plain = (text: string): string =>
  text.replace(/[&<>"]/g, each => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each]!);

const STYLE = `body{font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;max-width:960px;margin:0 auto;padding:24px;color:#1f2329}
h2{border-bottom:1px solid #d9d9d9;margin-top:40px}summary{cursor:pointer;padding:6px 0}code{font-family:ui-monospace,monospace}
.m{display:inline-block;min-width:56px;font-weight:600;color:#1a4b8c}pre{background:#f5f6f7;padding:12px;overflow:auto;max-height:420px}`;

/** The API as one readable page made from its OpenAPI description; needs nothing from outside. */
export function apiDocs(spec: Spec): string {
  const groups = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(spec.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? 'other';
      groups.set(tag, [...(groups.get(tag) ?? []), section(method, path, operation)]);
    }
  }
  const body = [...groups]
    .map(([tag, items]) => `<h2 id="${plain(tag)}">${plain(tag)}</h2>${items.join('')}`)
    .join('');
  const toc = [...groups.keys()].map(tag => `<a href="#${plain(tag)}">${plain(tag)}</a>`).join(' · ');
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${plain(spec.info.title)}</title><style>${STYLE}</style><h1>${plain(spec.info.title)} ${plain(spec.info.version)}</h1>
<p>机器调用：请求头 <code>Authorization: Bearer 令牌</code>；写操作可带 <code>Idempotency-Key</code>，重复请求只办理一次。完整描述见 <a href="/api/openapi.json">openapi.json</a>。</p>
<p>For machines: header <code>Authorization: Bearer TOKEN</code>; writes take an <code>Idempotency-Key</code>, so that a repeated request acts once.</p>
<p>${toc}</p>${body}</html>`;
}

function section(method: string, path: string, operation: Operation): string {
  const parameters = (operation.parameters ?? [])
    .map(each => `${each.name} (${each.in}${each.required ? '' : '?'})`)
    .join(', ');
  const input = operation.requestBody?.content?.['application/json']?.schema;
  const responses = Object.entries(operation.responses ?? {});
  const output = responses.find(([status]) => status.startsWith('2'))?.[1].content?.['application/json']
    ?.schema;
  const refusals = responses
    .map(([status]) => status)
    .filter(status => !status.startsWith('2'))
    .join(', ');
  return `<details><summary><span class="m">${method.toUpperCase()}</span> <code>/api/v1${plain(path)}</code> ${plain(operation.summary ?? '')}</summary>
${parameters ? `<p>${plain(parameters)}</p>` : ''}${input ? block('请求 Input', input) : ''}${output ? block('回答 Output', output) : ''}
${refusals ? `<p>拒绝 Refusals: ${plain(refusals)}</p>` : ''}</details>`;
}

function block(title: string, schema: unknown): string {
  return `<p>${title}</p><pre>${plain(JSON.stringify(schema, null, 1))}</pre>`;
}
