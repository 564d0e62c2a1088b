// @vitest-environment happy-dom
import type { CircularBlock } from '@xinxuan/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Level } from './blocks.ts';
import { blocksOfHtml, blocksOfText } from './paste.ts';

const p = (text: string, level: Level = 0): CircularBlock => ({ kind: 'paragraph', level, text });

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {mso-style-parent:""; text-indent:32.0pt;} --></style>
<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml></head>
<body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center'><b><span style='font-family:方正小标宋简体'>城西中队让夜市更
安静<span lang=EN-US><o:p></o:p></span></span></b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>一、<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]><span>错时巡查</span></p>
<p class=MsoNormal style='text-indent:32.0pt'><span>　　中队安排<span lang=EN-US>12</span>名队员，每晚<span lang=EN-US>8</span>时上岗。</span><del>删去的字</del><span style='display:none;mso-hide:all'>隐藏</span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoNormal>（一）定人定岗</p>
<table class=MsoTableGrid border=1><tr><td colspan=2><p class=MsoNormal>三月</p></td></tr>
<tr><td rowspan=2><p>巡查</p></td><td><p>12次</p><p>含夜间</p></td></tr><tr><td><p>8次</p></td></tr></table>
<!--EndFragment--></body></html>`;

test('a page of Word becomes plain blocks with its headings and its table', () => {
  expect(blocksOfHtml(WORD)).toEqual([
    p('城西中队让夜市更安静'),
    p('一、错时巡查', 1),
    p('中队安排12名队员，每晚8时上岗。'),
    p('（一）定人定岗', 2),
    {
      kind: 'table',
      caption: '',
      rows: [
        ['三月', ''],
        ['巡查', '12次\n含夜间'],
        ['', '8次'],
      ],
    },
  ]);
});

test('the mark of a list counts only at the beginning of its line', () => {
  const mark = (number: string) => `<span style='mso-list:Ignore'>${number}<span>&nbsp;</span></span>`;
  const html = `<p>清理占道经营18处。${mark('1.')}</p><p>${mark('2.')}疏导摊贩${mark('3.')}6处。</p>`;
  expect(blocksOfHtml(html)).toEqual([p('清理占道经营18处。'), p('2.疏导摊贩6处。', 3)]);
});

test('headings of a web page keep their depth unless their number says otherwise', () => {
  expect(blocksOfHtml('<h2>经验做法</h2><h1>（二）成效</h1><h6>附注</h6>')).toEqual([
    p('经验做法', 2),
    p('（二）成效', 2),
    p('附注', 4),
  ]);
});

test('line breaks and lists become paragraphs, numbered items get their numbers', () => {
  expect(blocksOfHtml('甲<br>乙<ul><li>丙</li></ul><ol start=3><li>丁</li><li>戊</li></ol>')).toEqual([
    p('甲'),
    p('乙'),
    p('丙'),
    p('3.丁', 3),
    p('4.戊', 3),
  ]);
});

test('a table of one cell is a frame around text', () => {
  expect(blocksOfHtml('<table><tr><td><p>一、做法</p><p>正文。</p></td></tr></table>')).toEqual([
    p('一、做法', 1),
    p('正文。'),
  ]);
});

test('scripts, pictures and links leave only their text', () => {
  expect(
    blocksOfHtml('<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:x">链接</a>文字'),
  ).toEqual([p('链接文字')]);
});

test('plain text: lines, levels, rows of a spreadsheet', () => {
  expect(blocksOfText('　　一、做法\r\n\r\n正文第一段\n单位\t分值\n城东中队\t12\n完')).toEqual([
    p('一、做法', 1),
    p('正文第一段'),
    {
      kind: 'table',
      caption: '',
      rows: [
        ['单位', '分值'],
        ['城东中队', '12'],
      ],
    },
    p('完'),
  ]);
});

test('a line with one tab is text', () => {
  expect(blocksOfText('联系人\t某某')).toEqual([p('联系人 某某')]);
});

const han = fc.string({
  unit: fc.constantFrom('城', '管', '，', '1', 'a', '<', '&', '"'),
  minLength: 1,
  maxLength: 12,
});

test('no visible character of a paragraph is lost', () => {
  fc.assert(
    fc.property(fc.array(han, { maxLength: 6 }), lines => {
      const html = lines.map(line => `<p style="color:red"><span>${escaped(line)}</span></p>`).join('\n');
      const texts = blocksOfHtml(html).map(block => (block.kind === 'paragraph' ? block.text : ''));
      expect(texts).toEqual(lines);
    }),
  );
});

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
