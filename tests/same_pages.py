"""Whether two checkouts say and draw the same: the words and chart rows of every page and section, for many readers.

Run it before and after a change that should alter nothing a reader sees (two minutes each), then compare:

    python tests/same_pages.py --checkout ../before --out before.json
    python tests/same_pages.py --out after.json
    python tests/same_pages.py --compare before.json after.json

A recording runs the checkout's own code in processes of its own, on a new store: the illustrative data, then files through
`python -m analytics ingest`. It relies on what stays when modules move: `ui/main.py`, the names of pages, sections, measures
and parameters, and the messages that Streamlit sends. In the JSON, `views` has for each page and its parameters the `words`,
line by line, and digests of its `frames`: rows and specification of each chart, rows of each table, options of each long
list. Floats are rounded to nine digits; data versions, times of the recording and identities are masked.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import math
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pyarrow as pa

ICBS, TRUSTS = ("QOP", "QHG", "QE1"), ("R0A", "RD8", "RC9", "RXV")  # RXV has no maternity
READERS = ({}, {"region": "Y62"}, *({"icb": i} for i in ICBS), {"psc": "PSC-MAN"}, *({"trust": t} for t in TRUSTS))
PAGES = {
    **dict.fromkeys(
        ["overview", "opioids", "system_safety", "learning", "your_data", "your_measures", "data_quality"], ""
    ),
    "methods": "",
    "preterm_optimisation": "glance intervention bundle babies adoption outcomes before_after charts",
    "deterioration": "glance tools pier measure before_after",
}
"""Each page's sections, by their names in a link."""
MEASURES = {
    "preterm_optimisation": "place_of_birth steroids mgso4 antibiotics cord normothermia ebm caffeine vtv nec bpd survival "
    "births_below_34 total_interventions appropriate_care_score composite_quality_score brain_injury preterm_adoption",
    "deterioration": "newtt2_pathway maternal_critical_intervention severe_maternal_complication mews_adoption "
    "newtt2_adoption",
    "opioids": "opioid_4m opioid_high opioidper1000 opioidome wsa_reach",
    "system_safety": "psirf_transition",
    "your_measures": "skin_to_skin theatre_delays",
}
"""Shown in full, one by one, to three of the readers; the others see a page's first measure in full."""
FURTHER = (
    ("preterm_optimisation", {"icb": "QE1", "measure": "cord", "section": "intervention", "grain": "quarter"}),
    ("preterm_optimisation", {"icb": "QE1", "section": "babies", "assume": "nnt_cord:40,rate:0.9"}),
    ("opioids", {"measure": "cord", "grain": "year"}),
    ("overview", {"icb": "QZZ"}),
)
"""Other grains and assumptions, and links that cannot be honoured."""
STARTS = {"R0A": 70, "RMC": 55, "RM3": 40, "RD8": 60}
ROWS = [(t, f"{2021 + i // 12}-{1 + i % 12:02}", n + 7 * i % 19) for t, n in STARTS.items() for i in range(36)]
COUNTED = "measure,org_code,period,numerator,denominator"
UPLOADS = {
    "caffeine.csv": [COUNTED, *(f"caffeine,{trust},{month},{n},100" for trust, month, n in ROWS)],
    "delays.csv": [COUNTED, *(f"Theatre delays,{trust},{month},{n},110" for trust, month, n in ROWS)],
    "own.csv": ["measure,org_code,period,value", *(f"Skin to skin,{trust},{month},{n}.5%" for trust, month, n in ROWS)],
    "events.csv": [
        "date,org_code,measure,title,text,source",
        "2021-10-04,ENG,,A national collaborative begins,All trusts were invited,Letter of 4 October 2021",
        "2022-02-07,QOP,cord,New cord guideline,,Guideline 12",
        "2022-06-13,R0A,,Second unit opens,From June,Board papers",
    ],
}
UNREAD = set("id form_id key url src icon theme type tag language format columns stack_trace".split())  # noqa: SIM905
SETTINGS = {"value", "default", "min", "max", "expanded", "disabled"}  # numbers in messages that a reader sees
LONG = 12  # the longest list of options that stands among the words
MASKS = (
    (re.compile(r"<style.*?</style>", re.S), ""),
    (re.compile(r"""<img[^>]*alt=["']([^"']*)["'][^>]*>"""), r"[\1]"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), "\n"),
    (re.compile(r"\b\d+\.\d+\.\d+\.\d+(-[0-9a-f]{4})?\b"), "[version]"),
    (re.compile(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d(,| at) \d\d:\d\d\b"), "[moment]"),
    (re.compile(rf"\b({date.today():%Y-%m-%d}|{date.today():%-d %B %Y})\b"), "[today]"),
    (re.compile(r"\b[0-9a-f]{16,64}\b"), "[identity]"),
)


def views() -> Iterator[tuple[str, dict[str, str]]]:
    """Every page with the parameters of the links that open it."""
    for parameters in (reader | dates for reader in READERS for dates in ({}, {"from": "2021-04", "to": "2023-06"})):
        for page, sections in PAGES.items():
            yield from ((page, parameters | ({"section": s} if s else {})) for s in sections.split(" "))
    for reader in ({}, {"icb": "QOP"}, {"trust": "R0A"}):
        yield from ((page, reader | {"measure": m}) for page, slugs in MEASURES.items() for m in slugs.split())
    yield from FURTHER


def plain(value: object) -> object:
    """A value as it is compared: short floats, one kind of nothing, and text without what differs at each recording."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        short = float(f"{value:.9g}")
        return None if math.isnan(value) else int(short) if short.is_integer() else short
    text = re.sub(r"\d+\.\d{9,}", lambda found: f"{float(found[0]):.9g}", str(value))
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text


def told(where: str, message: Any) -> Iterator[tuple[str, Any]]:
    """What one message of Streamlit says (lines) and draws (a head and columns), by the element it is of."""
    for field, found in message.ListFields():
        name, many = f"{where}.{field.name}", list(found) if hasattr(found, "append") else [found]
        if isinstance(found, bytes):
            table = pa.ipc.open_stream(found).read_all()
            yield "frames", ([where, *table.column_names], [column.to_pylist() for column in table.columns])
        elif field.name == "spec":
            yield "frames", ([name, "line"], [json.dumps(json.loads(found), indent=0).splitlines()])
        elif field.message_type:
            for part in many if not hasattr(found, "items") else ():
                yield from told(where, part)
        elif len(many) > LONG:
            yield "frames", ([name, field.name], [many])
        elif field.name in SETTINGS or (isinstance(many[0], str) and field.name not in UNREAD):
            lines = (line.strip() for value in many for line in str(plain(value)).splitlines() if line)
            yield from (("words", f"{name}| {line}") for line in lines)


def read(node: Any, frames: dict[str, Any], view: dict[str, list[str]]) -> dict[str, list[str]]:
    """`view` with what a node of the page and all below it say and draw; `frames` keeps each frame once."""
    kind = type(node).__name__ if type(node).__name__ not in ("UnknownElement", "Block") else node.type
    for what, found in told(kind, node.proto) if getattr(node, "proto", None) is not None else ():
        if what == "frames":
            frame = [found[0], [[plain(cell) for cell in column] for column in found[1]]]
            found = hashlib.sha256(json.dumps(frame).encode()).hexdigest()[:16]
            frames[found] = frame
        view[what].append(found)
    for child in getattr(node, "children", {}).values():
        read(child, frames, view)
    return view


def visit(these: list[tuple[str, dict[str, str]]]) -> dict[str, Any]:
    """Views of the checkout that is the working folder, each in a session of its own."""
    from streamlit.testing.v1 import AppTest

    here, frames, found = Path.cwd(), {}, {}
    start = AppTest.from_file(str(here / "ui/main.py"), default_timeout=300).run()
    for page, parameters in these:
        app = AppTest.from_file(str(here / "ui/main.py"), default_timeout=300)
        app._registered_pages = start._registered_pages  # so that a link opens a page without another before it
        app.switch_page(str(here / f"pages/{page}.py")).query_params.update(parameters)
        key = f"{page}?{'&'.join(f'{name}={value}' for name, value in parameters.items())}"
        found[key] = read(app.run()._tree, frames, {"words": [], "frames": []})
        if parameters.get("section") == "before_after" and (events := [b for b in app.selectbox if b.label == "Event"]):
            tree = events[0].select_index(0).run()._tree
            found[f"{key} (first event)"] = read(tree, frames, {"words": [], "frames": []})
    return {"views": found, "frames": frames}


def record(checkout: Path, out: Path) -> None:
    """Start a checkout on a new store, give it files, and record its views."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"STORE_URI": f"{folder}/store", "PYTHONPATH": str(checkout)}

        def run(*words: str) -> None:
            done = subprocess.run([sys.executable, "-P", *words], cwd=checkout, env=environment, capture_output=True)
            if done.returncode:
                raise SystemExit(f"{words}:\n{(done.stdout + done.stderr).decode()[-3000:]}")

        run(__file__, "--visit", "none", "--out", f"{folder}/none.json")
        for name, lines in UPLOADS.items():
            Path(folder, name).write_text("\n".join(lines), "utf-8")
            run("-m", "analytics", "ingest", f"{folder}/{name}", "--who", "Recorder")
        run(__file__, "--visit", "all", "--out", str(out))
    found = json.loads(out.read_text("utf-8"))
    print(f"{len(found['views'])} views and {len(found['frames'])} frames in {out}")
    broken = [key for key, view in found["views"].items() if any(w.startswith("Exception") for w in view["words"])]
    print(*(f"an exception is shown on {key}" for key in broken), sep="\n", end="")


def words_changed(before: list[str], after: list[str]) -> Iterator[str]:
    """The hunks of a unified diff, without where they stand."""
    lines = "\n".join([*difflib.unified_diff(before, after, n=0, lineterm="")][2:])
    yield from (hunk.strip("\n") for hunk in re.split(r"^@@.*@@$", lines, flags=re.M) if hunk.strip())


def frame_changed(before: Any, after: Any) -> str:
    """The first cells in which two frames differ; what stands alone is named."""
    if before is None or after is None:
        (name, *columns), cells = before or after
        return f"{'+' if before is None else '-'} {name} of {len((cells or [[]])[0])} rows: {columns}"
    if before[0] != after[0]:
        return f"- {before[0]}\n+ {after[0]}"
    cells = []
    for column, *both in zip(before[0][1:], before[1], after[1], strict=True):
        pairs = enumerate(zip_longest(*both, fillvalue="no row"))
        cells += [f"  {column}[{row}]: {one!r} -> {two!r}" for row, (one, two) in pairs if one != two]
    return "\n".join([f"{before[0][0]}: {len(cells)} cells differ", *cells[:6]])


def compare(first: Path, second: Path) -> int:
    """Print each difference once, with the views that show it; 1 if there is one."""
    a, b = (json.loads(path.read_text("utf-8")) for path in (first, second))
    shown: dict[str, list[str]] = defaultdict(list)
    keys = list(a["views"] | b["views"])
    for key in keys:
        if key not in a["views"] or key not in b["views"]:
            shown[f"only in {first if key in a['views'] else second}"].append(key)
            continue
        one, two = a["views"][key], b["views"][key]
        differences = list(words_changed(one["words"], two["words"]))
        for what, i, j, k, m in difflib.SequenceMatcher(None, one["frames"], two["frames"], False).get_opcodes():
            pairs = zip_longest(one["frames"][i:j], two["frames"][k:m]) if what != "equal" else ()
            differences += [frame_changed(a["frames"].get(x), b["frames"].get(y)) for x, y in pairs]
        for difference in dict.fromkeys(differences):
            shown[difference].append(key)
    for difference, where in sorted(shown.items(), key=lambda item: -len(item[1])):
        print(f"== {len(where)} views: {', '.join(where[:3])}{', ...' * (len(where) > 3)}\n{difference}\n")
    print(f"{len(keys)} views compared, {len(set().union(*shown.values()))} differ")
    return int(bool(shown))


def main() -> int:
    """Record or compare, as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--checkout", type=Path, default=Path(__file__).parents[1], help="to record; this one if left out"
    )
    parser.add_argument("--out", type=Path, help="where to write the recording")
    parser.add_argument("--compare", type=Path, nargs=2, metavar=("A.json", "B.json"))
    parser.add_argument("--visit", choices=("none", "all"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.compare:
        return compare(*asked.compare)
    if asked.out is None:
        parser.error("--out or --compare is needed")
    if asked.visit:
        asked.out.write_text(json.dumps(visit([*views()] if asked.visit == "all" else [])), "utf-8")
    else:
        record(asked.checkout.resolve(), asked.out.resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
