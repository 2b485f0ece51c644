"""The versioned store: one Delta Lake table for each of our four tables, on a local folder or an object store.

An upload is appended, never merged: rows keep the id of their upload, ids sort by time, and a reader takes the newest row
of each key. So two people can upload at once and neither is lost, an undo takes away one upload and what it hid is back,
and every past version stays readable. Illustrative rows count only in scopes (a measure, a pathway) with no uploaded row.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import CommitFailedError, TableNotFoundError

from analytics.model import Grain
from analytics.tables import TABLES, Table
from analytics.uploads import Entry, UnknownUpload, UnknownVersion, Upload, Version

DEFAULT_URI = str(Path(__file__).resolve().parents[1] / "var" / "store")
TRIES = 8
"""How often a commit that lost a race is made again before the user is told."""


_VERSION = re.compile(r"(\d{1,9}(?:\.\d{1,9}){3})(?:-([0-9a-f]{4}))?")


@dataclass(frozen=True)
class Snapshot:
    """The store as of one version. Reading it gives the same rows for ever."""

    store: Store
    version: Version

    def rows(self, table: str, scopes: Iterable[str] | None = None) -> pd.DataFrame:
        """The rows that count: columns of the table, then `upload` and `illustrative`.

        `scopes` picks measures (observations) or pathways (adoption); None reads all.
        """
        return self.store.rows(table, self.version, scopes)

    def scopes(self, table: str) -> set[str]:
        """The measures (observations) or pathways (adoption) that have rows, without reading them."""
        return self.store.scopes(table, self.version)

    def span(self) -> tuple[date, date]:
        """The first day of the first and of the last month that the observations cover; this month if there are none."""
        periods = self.rows("observations").groupby("grain")["period"].agg(["min", "max"])
        if periods.empty:
            today = date.today().replace(day=1)
            return today, today
        months = [Grain(str(grain)).months - 1 for grain in periods.index]
        last = max(day + pd.DateOffset(months=more) for day, more in zip(periods["max"], months, strict=True))
        return periods["min"].min().date(), last.date()


@dataclass(frozen=True)
class Store:
    """The four tables under one URI. `options` are the object store's, passed on untouched."""

    uri: str = DEFAULT_URI
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_local(self) -> bool:
        """Whether the store is a folder of this machine."""
        return "://" not in self.uri

    def create(self) -> None:
        """Make the tables that are not there yet. Safe to call at any time, also twice at once."""
        for table in TABLES.values():
            if self.is_local:
                Path(self._path(table.name)).mkdir(parents=True, exist_ok=True)
            DeltaTable.create(
                self._path(table.name),
                schema=_schema(table),
                mode="ignore",
                partition_by=[table.scope] if _partitioned(table) else None,
                storage_options=dict(self.options),
                configuration={
                    # A link pins a version, so nothing it needs may be tidied away.
                    "delta.logRetentionDuration": "interval 3650 days",
                    "delta.deletedFileRetentionDuration": "interval 3650 days",
                },
            )

    def version(self) -> Version:
        """The newest version."""
        tables = [self._open(name, None) for name in TABLES]
        return Version(tuple(t.version() for t in tables), str(tables[0].metadata().id)[:4])

    def resolve(self, asof: str | None) -> Version:
        """The version that a text names: "12.3.1.1-4f2a" (the mark may be left out), or an ISO time for what was known
        then. None is the newest. Raises `UnknownVersion` for what this store does not hold."""
        newest = self.version()
        if not asof:
            return newest
        if written := _VERSION.fullmatch(asof):
            asked = Version(tuple(map(int, written[1].split("."))), newest.mark)
            if written[2] not in (None, newest.mark):
                raise UnknownVersion(f"Data version {asof} belongs to another copy of the data.")
            if not newest.holds(asked):
                raise UnknownVersion(f"Data version {asof} is not in this store; the newest is {newest}.")
            return asked
        try:
            moment = datetime.fromisoformat(asof)
        except ValueError:
            raise UnknownVersion(f"“{asof[:40]}” is neither a data version nor a date.") from None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return Version(tuple(self._version_at(name, moment) for name in TABLES), newest.mark)

    def at(self, asof: str | None = None) -> Snapshot:
        """The store as of a version or time (see `resolve`)."""
        return Snapshot(self, self.resolve(asof))

    def rows(self, name: str, version: Version, scopes: Iterable[str] | None = None) -> pd.DataFrame:
        """See `Snapshot.rows`."""
        table = TABLES[name]
        # No scope at all asks for no rows, which an empty list would not say to the reader.
        filters = None if scopes is None else [(table.scope, "in", sorted(set(scopes)) or [""])]
        delta = self._open(name, version.numbers[list(TABLES).index(name)])
        found = delta.to_pyarrow_table(filters=filters).select(_schema(table).names)
        return _that_count(found.to_pandas(date_as_object=False), table)

    def scopes(self, name: str, version: Version) -> set[str]:
        """See `Snapshot.scopes`. The table must be one that is partitioned."""
        delta = self._open(name, version.numbers[list(TABLES).index(name)])
        return {str(part[TABLES[name].scope]) for part in delta.partitions()}

    def commit(self, rows: pd.DataFrame, upload: Upload) -> Version:
        """Keep the rows of one upload, all or none, and return the version that has them. Repeating it changes nothing.

        `rows` has exactly the columns of `TABLES[upload.table]`; a value that does not fit its column raises.
        """
        table = TABLES[upload.table]
        kept = rows.assign(upload=upload.id, illustrative=upload.illustrative)
        arrow = pa.Table.from_pandas(kept, preserve_index=False).select(_schema(table).names)
        arrow = arrow.cast(_schema(table), safe=True)
        before = self._open(table.name, None)
        if before.transaction_version(upload.id) is None:
            write_deltalake(
                before,
                arrow,
                mode="append",
                commit_properties=self._properties("upload", upload, upload.who),
            )
            self._sync(table.name, before.version())
        return self.version()

    def undo(self, upload_id: str, who: str = "") -> Version:
        """Take one upload away. What it replaced counts again; the history keeps both the upload and the undo."""
        entry = next((e for e in self.history() if e.action == "upload" and e.upload.id == upload_id), None)
        if entry is None:
            raise UnknownUpload(f"There is no upload {upload_id}.")
        if entry.undone:
            raise UnknownUpload(f"The upload of {entry.upload.file} was undone already.")
        for attempt in range(TRIES):
            delta = self._open(entry.upload.table, None)
            try:
                delta.delete(f"upload = '{upload_id}'", commit_properties=self._properties("undo", entry.upload, who))
                break
            except CommitFailedError:
                if attempt == TRIES - 1:
                    raise
        self._sync(entry.upload.table, delta.version())
        return self.version()

    def history(self) -> list[Entry]:
        """Uploads and undos, newest first."""
        events = []
        for name in TABLES:
            for commit in self._open(name, None).history():
                if "upload" in commit:
                    events.append((commit["timestamp"], name, commit))
        events.sort(key=lambda event: (event[0], event[2]["upload"]))
        numbers, mark = dict.fromkeys(TABLES, 0), self.version().mark
        undone = {_upload(c).id for _, _, c in events if c["action"] == "undo"}
        entries = []
        for stamp, name, commit in events:
            numbers[name] = max(numbers[name], commit["version"])
            upload = _upload(commit)
            entries.append(
                Entry(
                    commit["action"],
                    upload,
                    Version(tuple(numbers.values()), mark),
                    datetime.fromtimestamp(stamp / 1000, UTC),
                    commit["who"],
                    commit["action"] == "upload" and upload.id in undone,
                )
            )
        return entries[::-1]

    def _path(self, name: str) -> str:
        return f"{self.uri.rstrip('/')}/{name}"

    def _open(self, name: str, version: int | None) -> DeltaTable:
        try:
            if version is not None:
                return _opened(self._path(name), version, self.options)
            return DeltaTable(self._path(name), storage_options=dict(self.options))
        except TableNotFoundError:
            self.create()
            return DeltaTable(self._path(name), version=version, storage_options=dict(self.options))

    def _version_at(self, name: str, moment: datetime) -> int:
        stamps = {c["version"]: c["timestamp"] / 1000 for c in self._open(name, None).history()}
        return max((v for v, stamp in stamps.items() if stamp <= moment.timestamp()), default=0)

    def _properties(self, action: str, upload: Upload, who: str) -> CommitProperties:
        fields = asdict(upload) | {"when": upload.when.isoformat()}
        return CommitProperties(
            custom_metadata={"action": action, "who": who, "upload": json.dumps(fields)},
            app_transactions=[Transaction(upload.id, 1)] if action == "upload" else None,
            max_commit_retries=15,
        )

    def _sync(self, name: str, since: int) -> None:
        """Flush the commits from `since` on to disk: delta-rs does not, and a power cut must not undo a promise."""
        if not self.is_local:
            return
        folder = Path(self._path(name))
        for path in [*_written(folder, since), folder / "_delta_log", folder]:
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def open_store() -> Store:
    """The store that `STORE_URI` names, or the folder `var/store`. `STORE_OPTIONS` is a JSON object for object stores."""
    options = json.loads(os.environ.get("STORE_OPTIONS", "{}"))
    return Store(os.environ.get("STORE_URI") or DEFAULT_URI, tuple(sorted(options.items())))


@lru_cache(maxsize=64)
def _opened(path: str, version: int, options: tuple[tuple[str, str], ...]) -> DeltaTable:
    # A past version never changes, so an open one can be shared.
    return DeltaTable(path, version=version, storage_options=dict(options))


def _partitioned(table: Table) -> bool:
    return table.name in ("observations", "adoption")


def _schema(table: Table) -> pa.Schema:
    own = [pa.field("upload", pa.string(), nullable=False), pa.field("illustrative", pa.bool_(), nullable=False)]
    return pa.schema([*table.schema, *own])


def _that_count(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Illustrative rows only where their scope has no uploaded row; of rows with one key the newest upload."""
    if rows["illustrative"].any() and not rows["illustrative"].all():
        real = rows.loc[~rows["illustrative"], table.scope].unique()
        rows = rows[~(rows["illustrative"] & rows[table.scope].isin(real))]
    if rows["upload"].nunique() > 1:
        rows = rows.sort_values("upload", kind="stable").drop_duplicates(list(table.key), keep="last")
    return rows.reset_index(drop=True)


def _upload(commit: dict) -> Upload:
    fields = json.loads(commit["upload"])
    return Upload(**fields | {"when": datetime.fromisoformat(fields["when"])})


def _written(folder: Path, since: int) -> Iterator[Path]:
    """The log entries after version `since` - 1 and the data files that they add."""
    for entry in sorted((folder / "_delta_log").glob("*.json")):
        if int(entry.stem) < since:
            continue
        yield entry
        for line in entry.read_text("utf-8").splitlines():
            if added := json.loads(line).get("add"):
                path = folder / added["path"]
                if path.exists():
                    yield path
