"""Who works out the expressions: DuckDB in this process, or Apache Spark, in this process or on a cluster.

Both give a table of rows, keep a result that is used again, and take a small table of ours. DuckDB may use `MEMORY`; what
does not fit it writes to a folder beside the result, which goes when it is done. It may read the named inputs and nothing
else, load nothing, and no statement may change that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pandas as pd

MEMORY = "3GB"
LINES_AT_ONCE = 5_000


class NoEngine(Exception):
    """The engine cannot be started here; the message says what is missing."""


class DuckDB:
    """The embedded engine. `paths` are the files that it may read, `scratch` the folder where it may write."""

    def __init__(self, scratch: Path, paths: Sequence[str] = ()) -> None:
        self._scratch, self._paths, self._named = scratch, paths, 0
        self._open(in_order=False)

    def _open(self, *, in_order: bool) -> None:
        import ibis

        self.connection = ibis.duckdb.connect()
        if any("://" in path for path in self._paths):
            self._load_network()
        for name, value in settings(self._scratch, self._paths, in_order).items():
            self.connection.raw_sql(f"SET {name} = {value}")

    def _load_network(self) -> None:
        """What reads addresses is no part of DuckDB and cannot be loaded once it is closed. Nothing is downloaded here."""
        import duckdb

        try:
            self.connection.raw_sql("LOAD httpfs")
        except duckdb.Error:
            raise NoEngine(
                "DuckDB reads files of this machine; for an address it needs its extension httpfs, which is not installed. "
                "Fetch the file first, or use --engine spark"
            ) from None

    def numbering(self) -> None:
        """From here on, rows are counted in the order of the file, which takes more memory. What was kept is gone."""
        self.connection.disconnect()
        self._open(in_order=True)

    def parquet(self, paths: Sequence[str]) -> ir.Table:
        """Rows of Parquet files that have the same columns."""
        return self.connection.read_parquet(list(paths))

    def csv(self, paths: Sequence[str], separator: str) -> ir.Table:
        """Rows of CSV files that have the same columns, all as text."""
        return self._view(f"SELECT * FROM {_read_csv(paths, separator)}")

    def numbered_parquet(self, path: str) -> ir.Table:
        """Rows of one file with their number, from 1."""
        rows = f"read_parquet({_quoted(path)}, file_row_number = true)"
        return self._view(f"SELECT * EXCLUDE (file_row_number), file_row_number + 1 AS row FROM {rows}")

    def numbered_csv(self, path: str, separator: str) -> ir.Table:
        """Rows of one file with their number as a spreadsheet shows it: the header is row 1."""
        return self._view(f"SELECT *, row_number() OVER () + 1 AS row FROM {_read_csv([path], separator)}")

    def kept(self, table: ir.Table) -> ir.Table:
        """The result of an expression, worked out once."""
        return self.connection.create_table(self._name(), table)

    def small(self, frame: pd.DataFrame) -> ir.Table:
        """A small table of ours."""
        import pyarrow as pa

        name = self._name()
        # Ibis 12 drops what it has registered by a statement that DuckDB 2.0 does not take, so DuckDB is asked itself.
        self.connection.con.register(name, pa.Table.from_pandas(frame, preserve_index=False))
        return self.connection.table(name)

    def lines(self, table: ir.Table) -> Iterator[dict[str, Any]]:
        """The rows of a result, a few thousand at a time."""
        cursor = self.connection.raw_sql(self.connection.compile(table))
        while batch := cursor.fetchmany(LINES_AT_ONCE):
            for line in batch:
                yield dict(zip(table.columns, line, strict=True))

    def close(self) -> None:
        """Give back memory and scratch files."""
        self.connection.disconnect()

    def _view(self, query: str) -> ir.Table:
        name = self._name()
        self.connection.raw_sql(f"CREATE VIEW {name} AS {query}")
        return self.connection.table(name)

    def _name(self) -> str:
        self._named += 1
        return f"opioid_build_{self._named}"


def settings(scratch: Path, paths: Sequence[str], in_order: bool) -> dict[str, str]:
    """How DuckDB is set, in this order: the last two close it."""
    return {
        "memory_limit": _quoted(MEMORY),
        "temp_directory": _quoted(str(scratch)),
        "preserve_insertion_order": str(in_order).lower(),
        "allowed_paths": f"[{', '.join(map(_quoted, paths))}]",
        "allowed_directories": f"[{_quoted(str(scratch))}]",
        "enable_external_access": "false",
        "lock_configuration": "true",
    }


class Spark:
    """Apache Spark: local, or the cluster of a master's address. A session that is there already (`spark-submit`) is
    used as it is, and left running."""

    def __init__(self, master: str | None, scratch: Path) -> None:
        try:
            import ibis
            from pyspark.sql import SparkSession
        except ImportError:
            raise NoEngine("PySpark is not installed; install pyspark 4.0, or leave --engine at duckdb") from None
        self.ours = SparkSession.getActiveSession() is None
        builder = SparkSession.builder.appName("opioid measures")
        if self.ours:
            settings = {
                "spark.sql.session.timeZone": "UTC",
                "spark.sql.execution.arrow.pyspark.enabled": "true",  # without it, missing text becomes “nan”
                "spark.ui.enabled": "false",
                "spark.log.structuredLogging.enabled": "false",
            }
            master = master or ("" if _submitted() else "local[*]")
            if master:
                builder = builder.master(master)
            if master.startswith("local"):
                settings |= {"spark.local.dir": str(scratch), "spark.driver.memory": MEMORY.replace("GB", "g")}
                settings["spark.sql.shuffle.partitions"] = "16"
            for name, value in settings.items():
                builder = builder.config(name, value)
        try:
            self.session = builder.getOrCreate()
        except Exception as error:
            raise NoEngine(
                f"Spark does not start ({_first_line(error)}); it needs Java 17 or 21, and a master that answers"
            ) from error
        self.session.sparkContext.setLogLevel("ERROR")
        self.connection = ibis.pyspark.connect(session=self.session)
        self._views = 0
        self._kept: list[Any] = []

    def parquet(self, paths: Sequence[str]) -> ir.Table:
        """Rows of Parquet files that have the same columns."""
        return self._view(self.session.read.parquet(*paths))

    def csv(self, paths: Sequence[str], separator: str) -> ir.Table:
        """Rows of CSV files that have the same columns, all as text."""
        reader = self.session.read.options(header=True, sep=separator, mode="FAILFAST", escape='"', multiLine=True)
        return self._view(reader.csv(list(paths)))

    def numbered_parquet(self, path: str) -> ir.Table:
        """Rows of one file with their number, from 1."""
        frame = self.session.read.parquet(path)
        return self._view(frame.selectExpr("*", "_metadata.row_index + 1 AS row"))

    def numbered_csv(self, path: str, separator: str) -> ir.Table:
        """Rows of one file; Spark does not number those of a CSV."""
        return self.csv([path], separator).mutate(row=_no_number())

    def numbering(self) -> None:
        """Spark numbers what it can at any time."""

    def kept(self, table: ir.Table) -> ir.Table:
        """The result of an expression, worked out once, in memory or on disk."""
        frame = self.session.sql(self.connection.compile(table)).persist()
        self._kept.append(frame)
        return self._view(frame)

    def small(self, frame: pd.DataFrame) -> ir.Table:
        """A small table of ours."""
        import pyarrow as pa

        return self._view(self.session.createDataFrame(pa.Table.from_pandas(frame, preserve_index=False)))

    def lines(self, table: ir.Table) -> Iterator[dict[str, Any]]:
        """The rows of a result, a part of the data at a time."""
        for line in self.session.sql(self.connection.compile(table)).toLocalIterator():
            yield line.asDict()

    def close(self) -> None:
        """Give back memory; stop a session that was started here."""
        for frame in self._kept:
            with suppress(Exception):  # a session that broke holds nothing any more
                frame.unpersist()
        if self.ours:
            self.session.stop()

    def _view(self, frame: Any) -> ir.Table:
        self._views += 1
        name = f"opioid_build_{self._views}"
        frame.createOrReplaceTempView(name)
        return self.connection.table(name)


Engine = DuckDB | Spark


def _no_number() -> ir.IntegerValue:
    import ibis

    return ibis.null("int64")


def _submitted() -> bool:
    """Whether `spark-submit` started this process, and so has said which master it is."""
    import os

    return "PYSPARK_GATEWAY_PORT" in os.environ


def _read_csv(paths: Sequence[str], separator: str) -> str:
    """CSV files as DuckDB reads them: by their header, so that nothing is guessed and a line of other length is an error
    that names it. Where the header cannot be read here, DuckDB looks for itself."""
    files = (
        f"[{', '.join(map(_quoted, paths))}], header = true, delim = {_quoted(separator)}, quote = '\"', escape = '\"'"
    )
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


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0][:200]
