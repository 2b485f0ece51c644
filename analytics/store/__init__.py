"""The versioned store: one Delta Lake table for each of our four tables, on a local folder or an object store.

An upload is appended, never merged: rows keep the id of their upload, and a reader takes the row of each key that was
committed last. So two people can upload at once and neither is lost, an undo takes away one upload and what it hid is back,
and every past version stays readable. Illustrative rows count only in scopes (a measure, a pathway) with no uploaded row.

`core` is the door. `change` makes every commit; `parts` are the data files and `log` the commits on disk; `past` goes
back; `recover`, `verify` and `mend` see to it that nothing is lost in silence; `compact` tidies.
"""

from analytics.model.uploads import Entry, UnknownUpload, UnknownVersion, Upload, Version
from analytics.store.closing import close, under_way
from analytics.store.core import DEFAULT_URI, Store, open_store
from analytics.store.failures import Damage, Damaged, Moved, NotKept
from analytics.store.parts import keys
from analytics.store.snapshot import Snapshot

__all__ = [
    "DEFAULT_URI",
    "Damage",
    "Damaged",
    "Entry",
    "Moved",
    "NotKept",
    "Snapshot",
    "Store",
    "UnknownUpload",
    "UnknownVersion",
    "Upload",
    "Version",
    "close",
    "keys",
    "open_store",
    "under_way",
]
