"""Make the illustrative data: `python data/illustrative/make.py [--out FOLDER]`.

Writes CSV files in the app's own templates, byte for byte the same each time. What is invented and what is calibrated
to which printed figure is in README.md beside this file.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import adoption
import deterioration
import numpy as np
import opioid
import preterm
from calibrate import write
from places import read_places

SEED = 20_230_930
OBSERVATIONS = ("measure", "org_code", "period", "numerator", "denominator", "value", "status")
ADOPTION = ("pathway", "element", "org_code", "as_at", "stage", "planned_for", "note")


def make(folder: Path) -> None:
    """Write the four files. Each part draws from its own stream, so a change of one leaves the others as they were."""
    places = read_places()
    streams = [np.random.Generator(np.random.PCG64([SEED, part])) for part in range(9)]
    ability = streams[0].standard_normal(len(places.maternity))
    acting = frozenset(code for code, (_, phase) in adoption.WHOLE_SYSTEM.items() if phase == 6)
    tools, first, later = deterioration.adoption_rows(streams[1], streams[6], places.maternity)

    def observed(name: str, rows: Sequence[Sequence[object]]) -> None:
        write(folder / name, OBSERVATIONS, rows)

    observed("preterm_observations.csv", preterm.observations(streams[2], places.maternity, ability))
    observed("deterioration_observations.csv", deterioration.observations(streams[3], places.maternity, first, later))
    observed(
        "opioid_observations.csv",
        opioid.people_rows(streams[4], places, acting) + opioid.prescribing_rows(streams[4], places),
    )
    rows = adoption.preterm_rows(streams[5], places.maternity, ability) + tools
    rows += adoption.whole_system_rows(streams[5]) + adoption.psirf_rows(streams[5], places.trusts)
    rows += adoption.psirf_rows(streams[7], places.closed) + adoption.learning_rows(streams[8], places.trusts)
    write(folder / "adoption.csv", ADOPTION, rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the illustrative data.")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent, help="folder to write to")
    make(parser.parse_args().out)
