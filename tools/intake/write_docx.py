"""Writes layouts (JSON on standard input) with python-docx, the library behind most scripted Word files."""
import json
import sys

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

ALIGN = {"left": None, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
STYLES = {"title": "Title", "heading1": "Heading 1", "heading2": "Heading 2"}


def add_line(parent, item):
    paragraph = parent.add_paragraph(style=STYLES.get(item.get("style")))
    if item.get("numbered"):
        paragraph.style = "List Number"
    paragraph.alignment = ALIGN[item.get("align", "left")]
    size = item.get("size", 16)
    if item.get("indent") == "format":
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    text = ("　　" if item.get("indent") == "spaces" else "") + item["text"]
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold = item.get("bold")
    run.font.name = "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), item.get("font", "仿宋_GB2312"))
    if item.get("colour"):
        run.font.color.rgb = RGBColor.from_string(item["colour"].lstrip("#").upper())


def add_table(document, item):
    width = max(sum(cell.get("across", 1) for cell in row) for row in item["rows"])
    table = document.add_table(rows=len(item["rows"]), cols=width)
    if not item.get("borderless"):
        table.style = "Table Grid"
    for cells, row in zip(table.rows, item["rows"]):
        column = 0
        for cell in row:
            target = cells.cells[column]
            across = cell.get("across", 1)
            if across > 1:
                target = target.merge(cells.cells[column + across - 1])
            target.text = cell["lines"][0] if cell["lines"] else ""
            for line in cell["lines"][1:]:
                target.add_paragraph(line)
            column += across


def write(job):
    document = Document()
    layout = job["layout"]
    for item in layout["items"]:
        if item["kind"] == "line":
            add_line(document, item)
        elif item["kind"] == "table":
            add_table(document, item)
        elif item["kind"] == "picture":
            document.add_picture(f"{job['pictures']}/{item['file']}", width=Cm(8))
        elif item["kind"] == "box":
            for each in item["items"]:
                add_line(document, each)
    if layout.get("header"):
        document.sections[0].header.paragraphs[0].text = layout["header"]
    if layout.get("footer"):
        document.sections[0].footer.paragraphs[0].text = layout["footer"]
    document.save(job["file"])


for job in json.load(sys.stdin):
    write(job)
