"""What people may search an organisation by besides its name: what it was called, whom it took over, who is yet to come."""

from __future__ import annotations

from datetime import timedelta

from analytics.model import Kind, Organisation
from analytics.organisations.names import plain
from analytics.organisations.tree import Organisations


def former_names(tree: Organisations, organisation: Organisation) -> dict[str, str]:
    """Other names, and those of whom it took over by the tree's day, each with the code of whom it was."""
    names, seen = {}, {plain(organisation.name)}
    own = dict.fromkeys(organisation.aliases, organisation.code)
    for name, code in (own | _taken_over(tree, organisation.code)).items():
        if (short := plain(name)) and short not in seen:
            seen.add(short)
            names[name] = code
    return names


def to_come(tree: Organisations, kind: Kind) -> list[Organisation]:
    """Those of a kind that have not begun by the tree's day, and are known already, by name."""
    return sorted((o for o in tree.by_code.values() if o.kind is kind and not tree.has_begun(o)), key=lambda o: o.name)


def _taken_over(tree: Organisations, code: str) -> dict[str, str]:
    names = {}
    for one in tree.predecessors(code):
        before = tree[one.predecessor]
        until = f"until {one.day - timedelta(1):%B %Y}"
        names[f"{before.name} ({before.code}, {until if one.whole else f'in part, {until}'})"] = before.code
    return names
