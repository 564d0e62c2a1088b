"""Writes layouts (JSON on standard input) with python-docx: line breaks, tabs, stretches in bold, fonts, counted pages."""
import json
import re
import sys

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

ALIGN = {"left": None, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def dress(run, item, bold):
    run.font.size = Pt(item.get("size", 16))
    run.bold = bold or item.get("bold")
    font = item.get("font", "仿宋_GB2312")
    run.font.name = font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if item.get("colour"):
        run.font.color.rgb = RGBColor.from_string(item["colour"].lstrip("#").upper())


def add_line(paragraph, item):
    paragraph.alignment = ALIGN[item.get("align", "left")]
    if item.get("indent") == "format":
        paragraph.paragraph_format.first_line_indent = Pt(item.get("size", 16) * 2)
    text = ("　　" if item.get("indent") == "spaces" else "") + item["text"]
    for at, stretch in enumerate(text.split("**")):
        # python-docx turns \n and \t of a run into a break and a tab.
        if stretch:
            dress(paragraph.add_run(stretch), item, at % 2 == 1)


def add_table(document, item):
    width = max(sum(cell.get("across", 1) for cell in row) for row in item["rows"])
    table = document.add_table(rows=len(item["rows"]), cols=width)
    table.style = "Table Grid"
    for cells, row in zip(table.rows, item["rows"]):
        column = 0
        for cell in row:
            across = cell.get("across", 1)
            target = cells.cells[column]
            if across > 1:
                target = target.merge(cells.cells[column + across - 1])
            for at, text in enumerate(cell["lines"]):
                paragraph = target.paragraphs[0] if at == 0 else target.add_paragraph()
                add_line(paragraph, {"text": text, "size": 12})
            column += across


def add_rule(document):
    paragraph = document.add_paragraph()
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "1"), ("color", "FF0000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def add_field(paragraph, code):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def add_foot(paragraph, text):
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in re.split(r"(\{page\}|\{pages\})", text):
        if part in FIELDS:
            add_field(paragraph, FIELDS[part])
        elif part:
            paragraph.add_run(part)


def write(job):
    document = Document()
    layout = job["layout"]
    for item in layout["items"]:
        if item["kind"] == "line":
            add_line(document.add_paragraph(), item)
        elif item["kind"] == "table":
            add_table(document, item)
        elif item["kind"] == "picture":
            document.add_picture(f"{job['pictures']}/{item['file']}", width=Cm(9))
            document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif item["kind"] == "rule":
            add_rule(document)
    if layout.get("header"):
        document.sections[0].header.paragraphs[0].text = layout["header"]
    if layout.get("footer"):
        add_foot(document.sections[0].footer.paragraphs[0], layout["footer"])
    document.save(job["file"])


for job in json.load(sys.stdin):
    write(job)
