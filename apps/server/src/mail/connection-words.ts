import type { Sentence } from './tables.ts';

type Fault = {
  code?: string;
  message?: string;
  responseText?: string;
  authenticationFailed?: boolean;
  serverResponseCode?: string;
};

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/u;

/** What is wrong with a connection to a mail server, and what to do about it, from what the libraries throw. */
export function faultWords(error: unknown, at: { host: string; port: number }): Sentence {
  const fault = (error ?? {}) as Fault;
  const code = fault.code ?? '';
  const where = `${at.host}:${at.port}`;
  if (fault.authenticationFailed || code === 'EAUTH' || fault.serverResponseCode === 'AUTHENTICATIONFAILED')
    return {
      zh: '邮件服务器不接受这个用户名和密码。很多邮箱要使用“授权码”而不是登录密码，请在邮箱设置中开启 IMAP/SMTP 并取得授权码。',
      en: 'The mail server does not accept this user and secret. Many providers want an app password instead of the sign-in password.',
    };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EDNS')
    return {
      zh: `找不到服务器 ${at.host}。请检查地址是否写对、本机能否访问该网络。`,
      en: `The server ${at.host} was not found. Check the name, and whether this machine reaches that network.`,
    };
  if (code === 'ECONNREFUSED')
    return {
      zh: `${where} 拒绝连接。请检查端口（IMAP 一般为 993 或 143，SMTP 一般为 465、587 或 25）。`,
      en: `${where} refuses connections. Check the port (IMAP mostly 993 or 143, SMTP mostly 465, 587 or 25).`,
    };
  if (CERTIFICATE.test(code) || CERTIFICATE.test(fault.message ?? ''))
    return {
      zh: `${where} 的安全证书不被信任或与地址不符。请改用证书上的服务器名，或联系邮件管理员更换证书。`,
      en: `The certificate of ${where} is not trusted or names another server. Use the name on it, or have it replaced.`,
    };
  if (/wrong version number|SSL routines|ESOCKET.*TLS|STARTTLS/iu.test(`${code} ${fault.message}`))
    return {
      zh: `${where} 的加密方式不对。请在“SSL/TLS”“STARTTLS”“不加密”之间换一种再试。`,
      en: `${where} expects another kind of encryption. Try SSL/TLS, STARTTLS or none instead.`,
    };
  if (
    fault.serverResponseCode === 'NONEXISTENT' ||
    /doesn.t exist|does not exist|unknown mailbox/iu.test(fault.responseText ?? '')
  )
    return {
      zh: '能登录，但找不到所填的文件夹。请核对文件夹名称（收件箱为 INBOX）。',
      en: 'Signed in, but the folder was not found. Check its name (the inbox is INBOX).',
    };
  if (
    /TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPIPE|NoConnection|ECONNECTION/iu.test(
      `${code} ${fault.message}`,
    )
  )
    return {
      zh: `连接 ${where} 没有回应或中途断开。请检查网络、防火墙和加密方式，稍后系统会自动重试。`,
      en: `${where} does not answer or broke off. Check network, firewall and encryption; the system tries again by itself.`,
    };
  const said = (fault.responseText ?? fault.message ?? String(error)).replace(/\p{Cc}+/gu, ' ').slice(0, 160);
  return { zh: `${where} 报告错误：${said}。`, en: `${where} reports: ${said}.` };
}
