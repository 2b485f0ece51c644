"""What workbooks hold that their reader does not tell: errors, formulas without results, in both families."""

import io
import zipfile

from analytics.ingest import Reading
from analytics.model import Severity
from tests.ingest.inputs import WHEN, pairs, reading, rows_named, said
from tests.ingest.test_cases_variants import book

ERROR = Severity.ERROR


def opendocument(*cells: str) -> bytes:
    """A sheet of one trust, with these cells as its numerators."""
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for n, v in names.items())
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    head = "".join(text.format(name) for name in ("org_code", "period", "measure", "denominator", "numerator"))
    lines = "".join(
        f"<table:table-row>{''.join(text.format(t) for t in ('R0A', month, 'cord', '30'))}{c}</table:table-row>"
        for month, c in zip(WHEN, cells, strict=False)
    )
    body = f'<table:table table:name="A"><table:table-row>{head}</table:table-row>{lines}</table:table>'
    inner = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", "<m/>")
        made.writestr("content.xml", f"<office:document-content {spaces} {calc}>{inner}</office:document-content>")
    return data.getvalue()


def test_errors_and_formulas_of_an_opendocument_sheet():
    error = '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0" '
    cells = (
        '<table:table-cell office:value-type="float" office:value="11"><text:p>11</text:p></table:table-cell>',
        error + 'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=[.A1]*2"/>',
    )
    found: Reading = reading(opendocument(*cells), "x.ods")
    assert pairs(found) == {("R0A", "2023-04"): (11, 30)}
    assert rows_named(said(found, "error of Excel", least=ERROR)) == {3}
    assert rows_named(said(found, "formula", least=ERROR)) == {4}


def test_a_formula_whose_result_is_an_empty_text_is_blank_and_one_in_the_last_column_is_seen():
    rows = [
        ["org_code", "period", "measure", "denominator", "numerator"],
        *(["R0A", m, "cord", 30, "=A1"] for m in WHEN),
    ]
    data, changed = book(("Data", rows)), io.BytesIO()
    assert rows_named(said(reading(data, "x.xlsx"), "formula", least=ERROR)) == {2, 3, 4}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry).replace(b"><f>A1</f><v", b' t="str"><f>A1</f><v'))
    assert set(reading(changed.getvalue(), "x.xlsx").rows["status"]) == {"not submitted"}
