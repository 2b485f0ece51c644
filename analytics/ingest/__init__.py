"""Files to canonical rows, or problems in words.

`read(path)` and `read_bytes(name, data)` give a `Reading`: what the file was recognised as, the rows of one of the four
tables, and every problem with its row, column and remedy. They never raise for what is in a file, and keep nothing.

`readers` (with `delimited`, `workbook` and `markup`) turns bytes into sheets of text, `as_one` puts sheets of one shape
together, `narrowing` asks what columns that nobody reads say of the rows, `refuse` finds patient data, `recognise`
picks one of the `formats`, and that reads the sheet with `periods`, `values`, `checks`, `observed` and `repeats`, and
tells a `ledger` what is wrong and what must be asked: on which scale percentages are (`percents`), whether the day comes
first (`day_orders`), which of two rows counts, and what a new measure is (`local`). `template_files` makes the templates
that the app offers.
"""

from analytics.ingest.printed import canonical_rows, to_json
from analytics.ingest.reading import read, read_bytes
from analytics.ingest.shape import Ask, Reading

__all__ = ["Ask", "Reading", "canonical_rows", "read", "read_bytes", "to_json"]
