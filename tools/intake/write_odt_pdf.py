"""Writes layouts (JSON on standard input) with odfpy (.odt) and reportlab (.pdf with a font that is not embedded)."""
import json
import sys

from odf import style, text as odf_text
from odf.opendocument import OpenDocumentText
from odf.table import Table, TableCell, TableColumn, TableRow
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as PdfTable


def words(item):
    return ("　　" if item.get("indent") == "spaces" else "") + item["text"]


def write_odt(job):
    document = OpenDocumentText()
    known = {}
    for item in job["layout"]["items"]:
        if item["kind"] == "line":
            look = (item.get("align", "left"), item.get("size", 16), bool(item.get("bold")), item.get("indent"))
            if look not in known:
                known[look] = style.Style(name=f"L{len(known)}", family="paragraph")
                known[look].addElement(style.ParagraphProperties(
                    textalign=look[0], **({"textindent": f"{look[1] * 2}pt"} if look[3] == "format" else {})))
                known[look].addElement(style.TextProperties(
                    fontsize=f"{look[1]}pt", fontsizeasian=f"{look[1]}pt",
                    **({"fontweight": "bold", "fontweightasian": "bold"} if look[2] else {})))
                document.automaticstyles.addElement(known[look])
            document.text.addElement(odf_text.P(stylename=known[look], text=words(item)))
        elif item["kind"] == "table":
            table = Table()
            table.addElement(TableColumn(numbercolumnsrepeated=max(len(row) for row in item["rows"])))
            for row in item["rows"]:
                line = TableRow()
                for cell in row:
                    box = TableCell(numbercolumnsspanned=cell.get("across", 1))
                    for each in cell["lines"]:
                        box.addElement(odf_text.P(text=each))
                    line.addElement(box)
                table.addElement(line)
            document.text.addElement(table)
    document.save(job["file"])


def write_pdf(job):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    aligned = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
    flow = []
    for item in job["layout"]["items"]:
        if item["kind"] == "line":
            size = item.get("size", 16)
            look = ParagraphStyle("x", fontName="STSong-Light", fontSize=size, leading=size * 1.75, wordWrap="CJK",
                                  alignment=aligned[item.get("align", "left")],
                                  firstLineIndent=size * 2 if item.get("indent") else 0)
            flow.append(Paragraph(item["text"], look) if item["text"] else Spacer(1, 28))
        elif item["kind"] == "picture":
            flow.append(Image(f"{job['pictures']}/{item['file']}", width=240, height=150))
        elif item["kind"] == "table":
            cell = ParagraphStyle("c", fontName="STSong-Light", fontSize=12, leading=18, wordWrap="CJK")
            flow.append(PdfTable([[Paragraph("<br/>".join(each["lines"]), cell) for each in row] for row in item["rows"]],
                                 style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    SimpleDocTemplate(job["file"], pagesize=A4, leftMargin=79, rightMargin=74, topMargin=105, bottomMargin=99).build(flow)


for job in json.load(sys.stdin):
    (write_pdf if job["file"].endswith(".pdf") else write_odt)(job)
