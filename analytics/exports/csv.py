"""CSV files to take away: they say what they hold, for whom, when, from which data, and cannot run anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pandas as pd

from analytics.exports.harmless import harmless
from analytics.model.labels import ILLUSTRATIVE_IN_FULL


def to_csv(table: pd.DataFrame, lines: Mapping[str, str], illustrative: bool) -> bytes:
    """The table as CSV for a spreadsheet (UTF-8 with BOM), under lines that begin with "# " and say what it is.

    Text that a spreadsheet would run as a formula is quoted.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if illustrative:
        writer.writerow([f"# {ILLUSTRATIVE_IN_FULL}"])
    for name, text in lines.items():
        if text:
            writer.writerow([f"# {name}", harmless(text)])
    safe = table.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = [harmless(cell) for cell in safe[column]]
    safe.columns = [harmless(name) for name in safe.columns]
    safe.to_csv(out, index=False, lineterminator="\r\n", float_format="%.10g")
    return out.getvalue().encode("utf-8-sig")
