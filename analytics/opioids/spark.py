"""Apache Spark as engine of the build of opioids: in this process, or on a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from analytics.opioids.engines import MEMORY, ROW, DuckDB, NoEngine, Printed, Row
from analytics.opioids.small import Small


class Spark(Printed):
    """Apache Spark: local, or the cluster of a master's address. A session that is there already (`spark-submit`) is
    used as it is, and left running."""

    name, quote = "spark", "`"

    def __init__(self, master: str | None, scratch: Path) -> None:
        try:
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
        self._sources = 0
        self._kept: list[Any] = []

    def source(self, paths: Sequence[str], separator: str, *, numbered: bool = False) -> str:
        """The name of the rows of files that have the same columns, those of a CSV (which has a separator) all as text; with
        their number, which Spark does not tell of a CSV."""
        if separator:
            reader = self.session.read.options(header=True, sep=separator, mode="FAILFAST", escape='"', multiLine=True)
            frame, row = reader.csv(list(paths)), "CAST(NULL AS BIGINT)"
        else:
            frame, row = self.session.read.parquet(*paths), "_metadata.row_index + 1"
        self._sources += 1
        return self._view(f"source_{self._sources}", frame.selectExpr("*", f"{row} AS {ROW}") if numbered else frame)

    def numbering(self) -> None:
        """Spark numbers what it can at any time."""

    def columns(self, name: str) -> dict[str, str]:
        """The columns of a view and their types."""
        return dict(self.session.table(name).dtypes)

    def view(self, name: str, query: str) -> str:
        """Give a query a name, this one."""
        return self._view(name, self.session.sql(query))

    def table(self, name: str, query: str) -> None:
        """Keep the result of a query under this name, worked out once, in memory or on disk."""
        frame = self.session.sql(query).persist()
        self._kept.append(frame)
        self._view(name, frame)

    def small(self, name: str, table: Small) -> None:
        """Give a small table of ours this name."""
        columns = ", ".join(f"{column} {type_}" for column, type_ in table.types.items())
        self._view(name, self.session.createDataFrame([tuple(row) for row in table.rows], columns))

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of a result, a part of the data at a time."""
        yield from map(tuple, self.session.sql(query).toLocalIterator())

    def close(self) -> None:
        """Give back memory; stop a session that was started here."""
        for frame in self._kept:
            with suppress(Exception):  # a session that broke holds nothing any more
                frame.unpersist()
        if self.ours:
            self.session.stop()

    def _view(self, name: str, frame: Any) -> str:
        frame.createOrReplaceTempView(name)
        return name


Engine = DuckDB | Spark


def _submitted() -> bool:
    """Whether `spark-submit` started this process, and so has said which master it is."""
    import os

    return "PYSPARK_GATEWAY_PORT" in os.environ


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0][:200]
