"""A link opened without the app: what its page shows, to be handed out."""

from __future__ import annotations

from dataclasses import replace

from analytics import exhibits
from analytics.answers import Data
from analytics.catalogue import local
from analytics.exhibits import audience
from analytics.model import Audience, View
from analytics.model.collection import Collection, Item
from analytics.organisations import common_name
from analytics.sharing.address import Address, parse
from analytics.sharing.link import asked_tree, from_params
from analytics.store import Store

OVERVIEW = "overview"


class NotOpened(ValueError):
    """A link that opens nothing that can be handed out: the reason in words."""


def of(store: Store, link: str) -> tuple[Item, ...]:
    """What a link shows, of the version that it names or of the newest. Raises `NotOpened`, or `UnknownVersion`."""
    address = parse(link)
    version = store.resolve(address.params.get("asof"))
    return collection(Data.of(store.at(str(version))), str(version), address).items


def collection(data: Data, version: str, address: Address) -> Collection:
    """What an address shows of these data. Raises `NotOpened`."""
    tree = data.on(asked_tree(address.params, data.span)).organisations
    opened = from_params(address.params, tree, data.measures)
    if opened.blocked:
        raise NotOpened(" ".join(opened.notices))
    page = address.page or _page_of(data, opened.view)
    return shown(data, version, opened.view, page, address.section, address.at(version))


def shown(data: Data, version: str, view: View, page: str, section: str, link: str) -> Collection:
    """What a section of a page shows of a view, with the link that opens it. Raises `NotOpened`."""
    view = _by_its_tree(data, view)
    try:
        found = exhibits.of(data, view, page, section, version)
    except KeyError as unknown:
        raise NotOpened(f"There is no page or section “{unknown.args[0]}” whose figures could be exported.") from None
    if not found:
        raise NotOpened("This section shows nothing that can be exported.")
    found = audience.marked(data, page, found)
    who = data.on(view.tree_day(data.span)).organisations[view.organisation]
    title = ", ".join(part for part in (_title(data, page, section), common_name(who)) if part)
    public = "for-publication" if data.audience is Audience.PUBLIC else ""
    slug = "_".join(part for part in (who.code, page, section.replace(".", "-"), version, public) if part)
    return Collection(slug, title, tuple(Item(exhibit, link) for exhibit in found), link)


def _by_its_tree(data: Data, view: View) -> View:
    """The view with the day of the one tree of published data, where it would be seen by another otherwise."""
    one = data.organisations.since
    same = data.audience is Audience.INTERNAL or data.directory.at(view.tree_day(data.span)).since == one
    return view if same else replace(view, tree=one)


def _title(data: Data, page: str, section: str) -> str:
    """The page, and the section where it has sections, as they are headed."""
    name, _, below = section.partition(".")
    known = {s.slug: s for s in exhibits.sections(page)}
    programmes = {p.slug: p.title for p in data.catalogue.programmes} | {local.PROGRAMME: local.TITLE}
    own = [known[name].title] if name in known else []
    own += [s.title for s in known[name].views if s.slug == below] if name in known else []
    return ": ".join(dict.fromkeys([programmes.get(page, "Overview"), *own]))


def _page_of(data: Data, view: View) -> str:
    """The page of an address that names none: that of its measure, or else the first."""
    measure = data.measures.get(view.measure or "")
    if measure is None:
        return OVERVIEW
    return local.PROGRAMME if measure.local else measure.programme
