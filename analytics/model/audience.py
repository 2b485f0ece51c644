"""Who looks: those who may see small numbers of people, and everybody else."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """`INTERNAL` sees every number; for the `PUBLIC` counts of people that are small are hidden."""

    INTERNAL = "internal"
    PUBLIC = "public"
