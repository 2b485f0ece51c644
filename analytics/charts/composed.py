"""Templates composed once: Altair checks each against its schema, which takes longer than all else that a chart needs.

So each picture is composed once a process, before anybody waits for it, and what a view decides (a height, a title, how
an axis is written) is changed in copies of the finished specification, which costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

_COMPOSERS: list[Callable[[], dict[str, Any]]] = []


def composed(compose: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """A function without arguments that composes a template: it does so once, at the latest when `compose_all` is called."""
    once = cache(compose)
    _COMPOSERS.append(once)
    return once


def compose_all() -> None:
    """Compose every template of the modules that are imported."""
    for compose in _COMPOSERS:
        compose()


def varied(
    spec: Mapping[str, Any], fields: Mapping[str, Mapping[str, Any]] | None = None, **properties: Any
) -> dict[str, Any]:
    """A copy of a layered template with other `properties`, where the channels of these `fields` say more.

    What is said of a channel's axis or scale is added to what it says already; a channel without an axis gets none.
    """

    said = fields or {}

    def changed(channel: Any) -> Any:
        if not isinstance(channel, Mapping) or (more := said.get(str(channel.get("field")))) is None:
            return channel
        return {**channel, **{key: _added(channel[key], value) for key, value in more.items() if key in channel}}

    layers = [
        {**layer, "encoding": {name: changed(channel) for name, channel in layer["encoding"].items()}}
        for layer in spec["layer"]
    ]
    return {**spec, "layer": layers, **properties}


def _added(now: Any, said: Any) -> Any:
    return {**now, **said} if isinstance(now, Mapping) and isinstance(said, Mapping) else said
