"""Whose rows a file holds: nobody keeps anything for organisations that are not theirs."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import organisations
from analytics.governance.roles import NEEDS, Action, Person, Role, may, others
from analytics.ingest.templates import changes
from analytics.keeping.dry_run import DryRun
from analytics.model import ENGLAND
from analytics.organisations import Organisations
from analytics.store import NotKept, Store
from analytics.words import access as words


def tree_now(store: Store) -> Organisations:
    """The organisations of today as the newest data know them: rights go by these, whatever is looked at."""
    return organisations.of_events(store.at().rows("events")).at(date.today())


def refusal(dry: DryRun, person: Person, store: Store) -> NotKept | None:
    """Why a person may not keep a file: their role, or rows of others that it brings or takes away. None where they may."""
    action = Action.REORGANISE if dry.reading.format == changes.SLUG else Action.KEEP
    if not may(person, action):
        return NotKept(words.may_not(action, person.role.title, NEEDS[action].title))
    if (
        person.role is Role.ADMIN
    ):  # answers for all, also where the tree cannot be read: the file may be there to mend it
        return None
    codes = pd.concat([codes for one in dry.whole for codes in _codes(one)], ignore_index=True)
    tree = tree_now(store)
    foreign = others(person, codes.unique(), tree)
    if not foreign:
        return None
    names = [f"{tree[code].short_name} ({code})" if code in tree else code for code in foreign]
    count = int(codes.isin(foreign).sum())
    return NotKept(words.not_yours(names, count, len(codes)), words.NOT_YOURS_REMEDY)


def foreign_rows(rows: pd.DataFrame, person: Person, tree: Organisations) -> pd.DataFrame:
    """The rows of a file that are of others."""
    codes = _of(rows)
    return rows[codes.isin(others(person, codes.unique(), tree)).to_numpy()]


def _codes(dry: DryRun) -> list[pd.Series]:
    return [_of(dry.reading.rows), *([_of(dry.removed)] if dry.removed is not None else [])]


def _of(rows: pd.DataFrame) -> pd.Series:
    """Whom each row is of: the organisation, else the collaborative; of nobody in particular is of England."""
    codes = rows["org_code"].astype("object").fillna("")
    if "psc" in rows:
        codes = codes.where(codes != "", rows["psc"].astype("object").fillna(""))
    return codes.where(codes != "", ENGLAND).astype("str")
