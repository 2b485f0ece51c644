"""Archives, old and open workbooks, Parquet: read where they hold one table, refused where they would do harm."""

import base64
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable

import openpyxl
import pandas as pd
import pytest

from analytics import ingest
from analytics.ingest.cells import values
from analytics.ingest.files import columnar, readers

TEXT = b"measure,org_code,period,numerator,denominator\ncord,R0A,2023-04,21,32\n"
# The same table as Excel 97 writes it, with a real date; packed because it is not text.
PACKED_XLS = (
    'c-rk)O=uHA6#izjNt2l7r>0^nlu)p0Z9&n4mo}|LdrGN2_)~<MCaZ*+Y+2KTUaYM-3W6uaOQ9aTRK56vihA=PRP-PSLZU}cf`W%O'
    '>zkL|l2(NVw9vBOGH>2{GxO%{zIijd`*tBxntjk(#wzr}g^KBer$#5J_-r8zYBx>E+O?O8>0m>_=cPb;+<4mfra{I~#=8s!_tjTK'
    'fzMP<V*-PEUW=_G4zmv_A${l}DsY=LLA0<}O-$2Fw=%uQJ)be{W6d?DJ=C`(Mz9bc>^x+x;*&}{w*?{XKH@PSS+gI_cr91)<?Eu_'
    '*NuK7n>xS28rswV=0E`*(DIrg<q+<`51b-&CzIWYL<vy}_8fkgG2pwM)h}a?etq=<r2n~6-|!c`mx8!je?w7$DVS$CNs0*IpekEb'
    'BvOUcB9d|$*d?c>E=(F4ZPdDPZZxfDG|Kl0&B*E*+Sv1xIa(|Q-Pi(Tw7j0n=A}gD(z=mx0mJ+H{qhXpJtMqg&uHXa3J}d8#C(J^'
    'Dojo<-u?D2IW`m@Wz7_y6V=mXr*s}BuE-HIILIvuQ#X}P=Jzt4W~)1xZ)F;#K2&!MHCxQl8SZnHTRUi;1C00aT{Zk};)`F8J#H(0'
    'iSHqPexQ6QI{zU)i*`EQGBjRZGw2ds;?_-xCvm$L*3R>ZY0GcBkXH#?zMIyO8N!mxJ3@qMRgzCfEK7>@tg4cWB-gT}lB8Oe#UCsS'
    'w(Pe03$`rd@f_QUSIFP9FQonB+;5sK_9{(y$Pc-%=5+VNfddB)95`^`z`^E+u->;_{AO5v>-Jb54D!Fu5|xVcn`F~s7&=`A`lvjD'
    'Jk<s+*0p}N!7XfCVvS?$|Ai7KXm$hR7-K)i>t4U~Jtk`JXUzk{|1O2<oxf6#pZ|IOUkgv+s{'
)  # fmt: skip
XLS = zlib.decompress(base64.b85decode(PACKED_XLS))


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def ods(rows: str) -> bytes:
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="Data">{rows}</table:table>'
    content = f"<office:document-content {spaces}>{body}</office:spreadsheet></office:body></office:document-content>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )


def ods_cell(text: str) -> str:
    kind = f'"float" office:value="{text}"' if text.isdigit() else '"string"'
    return f"<table:table-cell office:value-type={kind}><text:p>{text}</text:p></table:table-cell>"


def ods_rows() -> str:
    lines = [line.split(",") for line in TEXT.decode().splitlines()]
    return "".join(f"<table:table-row>{''.join(map(ods_cell, line))}</table:table-row>" for line in lines)


def parquet() -> bytes:
    frame = pd.read_csv(io.BytesIO(TEXT), dtype={"org_code": "category"}).assign(period=pd.Timestamp("2023-04-01"))
    return frame.to_parquet()


LITTER = {"README.txt": b"hello", "__MACOSX/._x.csv": b"\0", ".DS_Store": b"\0"}
WAYS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "gzip": ("x.csv.gz", lambda: gzip.compress(TEXT)),
    "zip": ("x.zip", lambda: zipped({"data/x.csv": TEXT})),
    "zip with a read-me and litter": ("x.zip", lambda: zipped({"x.csv": TEXT} | LITTER)),
    "xls in a zip": ("x.zip", lambda: zipped({"x.xls": XLS})),
    "xls": ("x.xls", lambda: XLS),
    "ods": ("x.ods", lambda: ods(ods_rows())),
    "parquet": ("x.parquet", parquet),
    "utf-16 with a mark": ("x.txt", lambda: TEXT.replace(b",", b"\t").decode().encode("utf-16")),
    "utf-16 without one": ("x.txt", lambda: TEXT.decode().encode("utf-16-le")),
    "tab": ("x.tsv", lambda: TEXT.replace(b",", b"\t")),
    "old line ends": ("x.csv", lambda: TEXT.replace(b"\n", b"\r")),
    "sep= line of Excel": ("x.csv", lambda: b"sep=;\n" + TEXT.replace(b",", b";")),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_table_in_every_wrapping(way: str):
    name, made = WAYS[way]
    found = ingest.read_bytes(name, made())
    assert (found.status, found.format) == ("accepted", "template_observations"), found.problems
    assert found.rows[["org_code", "numerator", "denominator"]].to_numpy().tolist() == [["R0A", 21, 32]]
    assert found.rows["period"].tolist() == [pd.Timestamp("2023-04-01")]


def test_the_name_within_the_archive_names_the_measure():
    bulk = b"month,code,numerator,denominator\n2023-04-01,QOP,1,2\n"
    assert ingest.read_bytes("download.zip", zipped({"opioidome.csv": bulk})).kept
    assert ingest.read_bytes("opioidome.csv.gz", gzip.compress(bulk)).kept
    assert ingest.read_bytes("download.zip", zipped({"opioidome.csv": bulk})).file == "download.zip"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({"a.csv": TEXT, "b.csv": TEXT}), "2 files in it: a.csv and b.csv"),
        (zipped({"a.zip": zipped({"a.csv": TEXT})}), "archive in the archive"),
        (gzip.compress(gzip.compress(TEXT)), "archive in the archive"),
        (gzip.compress(TEXT)[:-12], "damaged"),
        (gzip.compress(bytes(30 * 1024**2)), "times its size"),
        (zipped({"a.csv": b"a,b\n" * (4 * 1024**2)}), "times its size"),
        (zipped({"a.csv": b"\x89PNG....."}), "picture"),
        (b"PAR1" + bytes(40), "damaged"),
        (ods(ods_rows())[:-200], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_in_no_table_or_in_several_is_said(data: bytes, said: str):
    found = ingest.read_bytes("x.zip", data)
    assert found.status == "rejected"
    assert said in found.problems[0].message
    assert found.problems[0].remedy


def test_what_unpacks_beyond_the_limit_is_refused_whatever_it_claims(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(readers, "SIZE_LIMIT", 300)
    assert "more than" in ingest.read_bytes("x.gz", gzip.compress(TEXT * 10)).problems[0].message


def test_a_cell_at_the_end_of_the_world_does_not_fill_the_memory():
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["XFD1048576"] = "measure", "x"
    book.save(data)
    repeated = ods_cell("x").replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16000"')
    rows = f'<table:table-row table:number-rows-repeated="1000000">{repeated}</table:table-row>'
    for bomb in (data.getvalue(), ods(ods_rows() + rows)):
        found = ingest.read_bytes("x.xlsx", bomb)
        assert (found.status, found.format) == ("rejected", "unreadable")
        assert "reaches to row" in found.problems[0].message


def test_empty_rows_repeated_to_the_end_of_a_sheet_do_no_harm():
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    assert ingest.read_bytes("x.ods", ods(ods_rows() + blank)).kept


def test_a_parquet_file_of_too_many_cells_is_not_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columnar, "CELL_LIMIT", 4)
    assert "more than are read" in ingest.read_bytes("x.parquet", parquet()).problems[0].message


@pytest.mark.parametrize(
    ("column", "numbers"),
    [
        (["76,1", "80,25"], [76.1, 80.25]),
        (["1,234", "0,5"], [1.234, 0.5]),  # one cell proves the comma of the column
        (["1,234", "2,000,000"], [1234, 2_000_000]),
        (["1,234.5", "7"], [1234.5, 7]),
        (["7,5%"], [0.075]),
    ],
)
def test_decimal_commas_are_told_from_thousands(column: list[str], numbers: list[float]):
    assert values.parse(pd.Series(column, dtype="str")).number.tolist() == pytest.approx(numbers)


def test_a_column_with_points_has_no_decimal_commas():
    assert values.parse(pd.Series(["12,34", "8.5"], dtype="str")).bad.tolist() == [True, False]
