"""Who works out the queries: DuckDB in this process (here), or Apache Spark (`spark.py`).

Both give names to rows and queries, keep a result that is used again, and have the definition as SQL of their own. DuckDB
may use `MEMORY`; what does not fit it writes to a folder beside the result, which goes when it is done. It may read the
named inputs and nothing else, load nothing, and no statement may change that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analytics.opioids.small import Small
from analytics.opioids.statements import statements

MEMORY = "3GB"
LINES_AT_ONCE = 5_000
ROW = "number_of_the_row_in_its_file"
"""What no column of a file is called."""
Row = tuple[Any, ...]


class NoEngine(Exception):
    """The engine cannot be started here; the message says what is missing."""


class Printed:
    """An engine's own SQL of the definition."""

    name: str
    quote: str

    @property
    def printed(self) -> dict[str, str]:
        """Queries and expressions by name."""
        return statements(self.name)

    def quoted(self, column: str) -> str:
        """A column's name as SQL has it, whatever is in it."""
        return self.quote + column.replace(self.quote, self.quote * 2) + self.quote

    def cell(self, name: str, column: str) -> str:
        """A printed expression, of this column."""
        return self.printed[name].replace(self.quoted("cell"), column)


class DuckDB(Printed):
    """The embedded engine. `paths` are the files that it may read, `scratch` the folder where it may write."""

    name, quote = "duckdb", '"'

    def __init__(self, scratch: Path, paths: Sequence[str] = ()) -> None:
        self._scratch, self._paths, self._sources = scratch, paths, 0
        self._open(in_order=False)

    def _open(self, *, in_order: bool) -> None:
        import duckdb

        self.connection = duckdb.connect()
        if any("://" in path for path in self._paths):
            self._load_network()
        for name, value in settings(self._scratch, self._paths, in_order).items():
            self.connection.execute(f"SET {name} = {value}")

    def _load_network(self) -> None:
        """What reads addresses is no part of DuckDB and cannot be loaded once it is closed. Nothing is downloaded here."""
        import duckdb

        try:
            self.connection.execute("LOAD httpfs")
        except duckdb.Error:
            raise NoEngine(
                "DuckDB reads files of this machine; for an address it needs its extension httpfs, which is not installed. "
                "Fetch the file first, or use --engine spark"
            ) from None

    def numbering(self) -> None:
        """From here on, rows are counted in the order of the file, which takes more memory. What was kept is gone."""
        self.connection.close()
        self._open(in_order=True)

    def source(self, paths: Sequence[str], separator: str, *, numbered: bool = False) -> str:
        """The name of the rows of files that have the same columns, those of a CSV (which has a separator) all as text; of
        one file with their number: in Parquet from 1, in a CSV as a spreadsheet shows it, where the header is row 1."""
        rows = (
            _read_csv(paths, separator)
            if separator
            else f"read_parquet({_listed(paths)}, file_row_number = {numbered})"
        )
        chosen = "*"
        if numbered:
            chosen = f"*, row_number() OVER () + 1 AS {ROW}"
            if not separator:
                chosen = f"* EXCLUDE (file_row_number), file_row_number + 1 AS {ROW}"
        self._sources += 1
        return self.view(f"source_{self._sources}", f"SELECT {chosen} FROM {rows}")

    def columns(self, name: str) -> dict[str, str]:
        """The columns of a view and their types."""
        return {column: type_ for column, type_, *_ in self.rows(f"DESCRIBE {name}")}

    def view(self, name: str, query: str) -> str:
        """Give a query a name, this one."""
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {query}")
        return name

    def table(self, name: str, query: str) -> None:
        """Keep the result of a query under this name, worked out once."""
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")

    def small(self, name: str, table: Small) -> None:
        """Give a small table of ours this name."""
        columns = ", ".join(f"unnest(CAST(? AS {type_}[])) AS {column}" for column, type_ in table.types.items())
        cells = [list(column) for column in zip(*table.rows, strict=True)]
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns}", cells)

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of a result, a few thousand at a time."""
        cursor = self.connection.execute(query)
        while batch := cursor.fetchmany(LINES_AT_ONCE):
            yield from batch

    def close(self) -> None:
        """Give back memory and scratch files."""
        self.connection.close()


def settings(scratch: Path, paths: Sequence[str], in_order: bool) -> dict[str, str]:
    """How DuckDB is set, in this order: the last two close it."""
    return {
        "memory_limit": _quoted(MEMORY),
        "temp_directory": _quoted(str(scratch)),
        "preserve_insertion_order": str(in_order).lower(),
        "allowed_paths": _listed(paths),
        "allowed_directories": f"[{_quoted(str(scratch))}]",
        "enable_external_access": "false",
        "lock_configuration": "true",
    }


def _read_csv(paths: Sequence[str], separator: str) -> str:
    """CSV files as DuckDB reads them: by their header, so that nothing is guessed and a line of other length is an error
    that names it. Where the header cannot be read here, DuckDB looks for itself."""
    files = f"{_listed(paths)}, header = true, delim = {_quoted(separator)}, quote = '\"', escape = '\"'"
    names = [] if "://" in paths[0] else header(paths[0], separator)
    if not all(names) or len({name.lower() for name in names}) < len(names) or not names:
        return f"read_csv({files}, all_varchar = true)"
    columns = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in names)
    return f"read_csv({files}, auto_detect = false, columns = {{{columns}}})"


def header(path: str, separator: str) -> list[str]:
    """The names of a CSV file's columns."""
    import csv
    import gzip

    opened = gzip.open if path.lower().endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
        return next(csv.reader(file, delimiter=separator), [])


def _listed(paths: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, paths))}]"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
