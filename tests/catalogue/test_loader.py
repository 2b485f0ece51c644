"""The loader: a programme is one TOML, and whatever is wrong is said in a sentence that names it."""

from pathlib import Path

import pytest

from analytics import catalogue
from analytics.catalogue import CatalogueError, InvalidCatalogue
from analytics.catalogue.loader import HERE
from analytics.model import Kind, Unit

SCALES = """
[[scales]]
slug = "stages"
title = "Stages"
source = "A made-up scale"
steps = [{ value = 0, label = "None" }, { value = 1, label = "Some" }, { value = 2, label = "All" }]
"""

FALLS = """
slug = "falls"
title = "Falls"
national = "Local"
question = "Do fewer people fall?"
summary = "A fifth programme. It is one file."
order = 5
headline = ["falls"]

[[measures]]
slug = "falls"
title = "Falls in hospital"
short_title = "Falls"
group = "Outcome"
cohort = "Adults in hospital"
numerator = "falls"
denominator = "bed days"
unit = "percent"
better = "decrease"
roll_up = "sum"
why_it_matters = "Falls hurt."
how_calculated = "Falls over bed days."
source = "Incident reports"
reviewed_on = 2026-11-22

[[measures]]
slug = "reach"
title = "Wards in the programme"
short_title = "Wards"
group = "Adoption"
cohort = "Wards"
numerator = "wards at stage 1 or above"
denominator = "wards"
unit = "percent"
better = "increase"
roll_up = "sum"
why_it_matters = "Shows reach."
how_calculated = "From stages."
source = "Stages as uploaded"
reviewed_on = 2026-11-22
from_adoption = { pathway = "ward", elements = ["huddle"], at_least = 1 }

[[pathways]]
slug = "ward"
title = "Ward huddles"
kind = "trust"
elements = [{ slug = "huddle", title = "Huddle", scale = "stages", adopted_at = 2 }]
milestones = [{ title = "All wards", due = 2024-03-31, state = "due" }]
"""


def folder(tmp_path: Path, falls: str = FALLS, scales: str = SCALES) -> Path:
    """A small catalogue on disk."""
    (tmp_path / "falls.toml").write_text(falls, "utf-8")
    (tmp_path / "scales.toml").write_text(scales, "utf-8")
    return tmp_path


def test_every_file_of_the_folder_loads_and_is_read_once():
    loaded = catalogue.load()
    programmes = {path.stem for path in HERE.glob("*.toml")} - {"scales", "effects"}
    assert {p.slug for p in loaded.programmes} == programmes
    assert catalogue.load() is loaded
    for programme in loaded.programmes:
        assert {m.programme for m in programme.measures} | {w.programme for w in programme.pathways} == {programme.slug}


def test_another_programme_is_one_more_file(tmp_path: Path):
    for path in HERE.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    # It brings its own scale: nothing but this file is added.
    (tmp_path / "falls.toml").write_text(FALLS + SCALES, "utf-8")
    loaded = catalogue.load(tmp_path)
    assert [p.slug for p in loaded.programmes][-1] == "falls"
    assert len(loaded.programmes) == len(catalogue.load().programmes) + 1
    measure = loaded.measure("falls")
    assert (measure.programme, measure.unit, measure.levels[0]) == ("falls", Unit.PERCENT, Kind.NATION)
    assert loaded.pathway("ward").elements[0].adopted_at == 2.0


def test_an_unknown_name_says_what_is_known(tmp_path: Path):
    loaded = catalogue.load(folder(tmp_path))
    with pytest.raises(CatalogueError) as error:
        loaded.measure("fals")
    assert isinstance(error.value, KeyError)
    assert str(error.value) == "no measure `fals`; known are falls, reach"
    for ask, noun in ((loaded.programme, "programme"), (loaded.pathway, "pathway"), (loaded.scale, "scale")):
        with pytest.raises(CatalogueError, match=f"no {noun} `x`; known are"):
            ask("x")


BROKEN = [
    # what is replaced, with what, and the sentence that must be among those said
    ('unit = "percent"\nbetter = "decrease"', 'unit = "per cent"\nbetter = "decrease"',
     "falls.toml, measure falls: `unit` must be one of percent, rate, count, score; found 'per cent'"),
    ('better = "decrease"', 'better = "down"',
     "falls.toml, measure falls: `better` must be one of increase, decrease, neutral; found 'down'"),
    ('group = "Outcome"\n', "", "falls.toml, measure falls: missing field `group`"),
    ('group = "Outcome"\n', 'group = "Outcome"\nprogramme = "falls"\n',
     "falls.toml, measure falls: unknown field `programme`"),
    ('numerator = "falls"', 'numerator = "falls"\nnumerater = "falls"',
     "falls.toml, measure falls: unknown field `numerater`"),
    ('title = "Falls"\n', 'title = "Falls"\ncolour = "red"\n', "falls.toml: unknown field `colour`"),
    ('question = "Do fewer people fall?"\n', "", "falls.toml: missing field `question`"),
    ('why_it_matters = "Falls hurt."', 'why_it_matters = " "',
     "falls.toml, measure falls: `why_it_matters` is blank"),
    ("order = 5", 'order = "five"', "falls.toml: `order` must be a whole number, found 'five'"),
    ("order = 5", "order = true", "falls.toml: `order` must be a whole number, found True"),
    ("due = 2024-03-31", 'due = "31 March"', "`due` must be a date such as 2026-11-22, found '31 March'"),
    ("due = 2024-03-31", "due = 2024-03-31T10:00:00", "`due` must be a date such as 2026-11-22"),
    ('headline = ["falls"]', 'headline = "falls"', "falls.toml: `headline` must be a list, found 'falls'"),
    ('why_it_matters = "Falls hurt."', 'why_it_matters = "Falls hurt."\npopulation = "beds"',
     "measure falls: population names none of its programme, `beds`; known are []"),
    ('headline = ["falls"]', 'headline = ["trips"]',
     "programme falls: headline names no measure `trips` of its own; known are falls, reach"),
    ('slug = "reach"', 'slug = "falls"', "measure falls: the slug is used 2 times"),
    ('slug = "reach"', 'slug = "Reach 1"', "measure Reach 1: a slug is lower-case letters"),
    ('slug = "falls"\ntitle = "Falls"\n', 'slug = "trips"\ntitle = "Falls"\n',
     "falls.toml: the file of programme `trips` must be named trips.toml"),
    ('pathway = "ward"', 'pathway = "bed"', "measure reach: from_adoption names no pathway `bed`; known are ward"),
    ('elements = ["huddle"]', 'elements = ["hudle"]',
     "measure reach: from_adoption names no element `hudle` of ward; known are huddle"),
    ('elements = ["huddle"]', "elements = []", "measure reach: from_adoption names no elements"),
    ("at_least = 1", "at_least = 1.5", "measure reach: from_adoption: at_least 1.5 is no step of stages"),
    ('scale = "stages"', 'scale = "stage"', "pathway ward, element huddle: no scale `stage`; known are stages"),
    ("adopted_at = 2", "adopted_at = 9", "pathway ward, element huddle: adopted_at 9 is no step of stages"),
    ('state = "due"', 'state = "done"', "state must be one of met, due, missed, re-planned, delayed; found 'done'"),
    ('kind = "trust"', 'kind = "trust"\nambition = 0.5', "pathway ward: ambition needs ambition_source"),
    ('kind = "trust"', 'kind = "trust"\nscores = [{ slug = "x", title = "X", meaning = "m", elements = ["nobody"] }]',
     "pathway ward, score x: no element `nobody` that counts as adopted from a step"),
    ('kind = "trust"', 'kind = "trust"\nambition = 50\nambition_source = "x"',
     "pathway ward: ambition is a share from 0 to 1"),
    ('kind = "trust"', 'kind = "icb"',
     "measure reach: from_adoption: reported_by and maternity_only must be as kind and maternity_only of pathway ward"),
    ("[[pathways]]", "[pathways]", "falls.toml: `pathways` must be tables, written [[pathways]]"),
    ("order = 5", "order = ", "falls.toml: is not TOML:"),
]  # fmt: skip

WRONG_MEASURES = [
    # lines added to the measure `falls`, and the sentence that must be among those said
    ("target = 0.1", "measure falls: target needs target_source"),
    ('target_source = "The board"', "measure falls: target_source is given without a target"),
    ('target = 85\ntarget_source = "The board"',
     "measure falls: a percentage's target is a fraction from 0 to 1, found 85"),
    ("floor = -1", "measure falls: floor must not be below 0"),
    ("floor = nan", "`floor` must be a number, found nan"),
    ("compare_per = 1000", "measure falls: a rate needs per_text"),
    ("compare_per = 0", "compare_per must be above 0, found 0"),
    ('chart = "line"', "chart_reason says why a chart is a line"),
    ('chart = "pie"', "chart must be one of auto, line"),
    ('counts = "babies"', "`counts` must be one of events, amounts; found 'babies'"),
    ('counts = "amounts"\nchart = "p"', "measure falls: counts says amounts, and a p chart is one of events"),
    ('disclosure = "secret"', "disclosure must be one of none"),
    ('levels = ["ward"]', "`levels` must be one of nation, region"),
    ("levels = []", "measure falls: levels is empty"),
    ('composite_of = ["trips"]', "measure falls: composite_of names no measure `trips`; known are falls, reach"),
    ('composite_of = ["reach"]', "`reach` is itself worked out"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "sentence"), BROKEN, ids=[sentence[-60:] for _, _, sentence in BROKEN])
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, sentence: str):
    assert old in FALLS, "the example has changed: nothing would be broken"
    with pytest.raises(InvalidCatalogue) as error:
        catalogue.load(folder(tmp_path, FALLS.replace(old, new, 1)))
    assert any(sentence in problem for problem in error.value.problems), error.value


@pytest.mark.parametrize(("added", "sentence"), WRONG_MEASURES, ids=[sentence[-60:] for _, sentence in WRONG_MEASURES])
def test_what_is_wrong_with_a_measure_is_said(tmp_path: Path, added: str, sentence: str):
    last_line = 'source = "Incident reports"\n'
    assert last_line in FALLS
    with pytest.raises(InvalidCatalogue) as error:
        catalogue.load(folder(tmp_path, FALLS.replace(last_line, f"{last_line}{added}\n", 1)))
    assert any(sentence in problem for problem in error.value.problems), error.value


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("value = 2", "value = 1", "scale stages: steps must be two or more with rising values, found [0.0, 1.0, 1.0]"),
        ('label = "All"', 'label = "Some"', "scale stages: two steps have the same label"),
        ('label = "All"', "label = 3", "`label` must be text, found 3"),
        ('slug = "stages"', 'slug = "steps"', "no scale `stages`; known are steps"),
    ],
)
def test_what_is_wrong_with_a_scale_is_said(tmp_path: Path, old: str, new: str, sentence: str):
    with pytest.raises(InvalidCatalogue) as error:
        catalogue.load(folder(tmp_path, scales=SCALES.replace(old, new, 1)))
    assert any(sentence in problem for problem in error.value.problems), error.value


def test_all_problems_are_said_at_once(tmp_path: Path):
    broken = FALLS.replace("order = 5", "order = 5.5").replace('better = "decrease"', 'better = "down"')
    with pytest.raises(InvalidCatalogue) as error:
        catalogue.load(folder(tmp_path, broken))
    assert len(error.value.problems) == 2


def test_a_folder_without_a_programme_is_no_catalogue(tmp_path: Path):
    (tmp_path / "scales.toml").write_text(SCALES, "utf-8")
    with pytest.raises(InvalidCatalogue, match="holds no programme"):
        catalogue.load(tmp_path)


def test_two_files_may_not_define_one_scale(tmp_path: Path):
    with pytest.raises(InvalidCatalogue, match="scale stages: the slug is used 2 times"):
        catalogue.load(folder(tmp_path, FALLS + SCALES))
