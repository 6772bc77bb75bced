"""The profile: what the shipped one says, and every fault by file, key, rule and remedy."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from graphsvc.errors import ConfigurationError
from graphsvc.profile import Profile, load_profile
from graphsvc.settings import PROFILE, load_settings

TEXT = PROFILE.read_text("utf-8")


def test_the_shipped_profile() -> None:
    profile = load_profile(load_settings({}).profile)
    assert (profile.name, profile.code, profile.prefix) == ("泉州市", "350500", "3505")
    assert profile.exempt_codes == ("350527",)
    assert profile.time_zone.key == "Asia/Shanghai"
    assert profile.tiers["CITY"] == "市委"
    assert (profile.thresholds, profile.targets) == ({}, {})
    assert len(profile.published) == 40


def test_figures_have_their_sentence_and_day() -> None:
    published = load_profile(PROFILE).published
    grids, size = published["firstLevelGrids"], published["householdsPerSecondLevelGrid"]
    assert (grids.value, grids.unit, grids.on) == (2_589, "个", date(2022, 12, 31))
    assert grids.sentence == "以社区为单位划分一级网格2589个"
    assert (size.value, size.highest) == (300, 500)
    # Centres and resources have the same number and are two figures.
    assert published["neighborhoodCenters"] != published["sunkResources"]


def test_another_file_is_named_by_the_setting(tmp_path: Path) -> None:
    path = tmp_path / "other.toml"
    path.write_text(TEXT.replace('"泉州市"', '"某市"'), "utf-8")
    assert load_profile(load_settings({"GRAPHSVC_PROFILE": str(path)}).profile).name == "某市"


def test_a_profile_is_frozen() -> None:
    with pytest.raises((FrozenInstanceError, AttributeError)):
        load_profile(PROFILE).code = "1"  # type: ignore[misc]  # the very thing that must fail


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], Profile]:
    def read(old: str, new: str) -> Profile:
        assert old in TEXT
        path = tmp_path / "profile.toml"
        path.write_text(TEXT.replace(old, new, 1), "utf-8")
        return load_profile(path)

    return read


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "泉州市"', 'nmae = "泉州市"', r"profile.toml: Object .* `n.*`.*; write what"),
        (
            'code = "350500"',
            "code = 350500",
            r"profile.toml: Expected `str`, got `int` - at `\$.code`; write",
        ),
        ('code = "350500"', 'code = "35050"', r"toml: code: '35050' is no code of a division; give its 6"),
        (
            'code = "350527"',
            'code = "3505270"',
            r"toml: exempt\[0\].code: '3505270' is no code of a division",
        ),
        ('code = "350527"', 'code = "350627"', r"exempt\[0\].code: .*; give 6, 9 or 12 digits .* with 3505"),
        ('english = "Jinmen"', "", r"toml: exempt\[0\]: Object missing required field `english`; write"),
        ("[[exempt]]", "[exempt]", r"toml: exempt: is not a list of tables; write a list of tables"),
        ('zone = "Asia/Shanghai"', 'zone = "Asia/Quanzhou"', r"toml: zone: 'Asia/Quanzhou' is no time zone"),
        ('GROUP = "党小组"', "", r"toml: tiers.GROUP: is missing; add it"),
        ('GROUP = "党小组"', 'GROUP = "党小组"\nCELL = "x"', r"toml: tiers.CELL: is not known; use GROUP, "),
        ('GROUP = "党小组"', "GROUP = 1", r"toml: tiers.GROUP: Expected `str`, got `int`; write"),
        ('county = "350502"', 'county = "3505"', r"toml: examples.county: '3505' is no code of a county"),
        ("[targets]", "[targets]\nchainUnbroken = 95", r"toml: targets.chainUnbroken: 95.0 is no rate; give"),
        ('english = "Quanzhou"', 'english = "Quanzhou"\npublished = 1', r"toml: not TOML: "),
        ("[thresholds]", "[thresholds]\na = 1", r"toml: thresholds.a: Expected `object`, got `int`; write"),
        ("value = 2589", 'value = "many"', r"toml: published.firstLevelGrids: Expected `int \| float`, got"),
        ("value = 2589", "value = 2589\nvaule = 1", r"toml: published.firstLevelGrids: Object .* `vaule`"),
        (
            "highest = 500",
            "highest = 300",
            r"published.householdsPerSecondLevelGrid.highest: 300 is not above",
        ),
        ('name = "泉州市"', "name = 泉州市", r"profile.toml: not TOML: .*line \d+.*; correct that line"),
    ],
)
def test_faults(old: str, new: str, message: str, changed: Callable[[str, str], Profile]) -> None:
    with pytest.raises(ConfigurationError, match=message):
        changed(old, new)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none.toml: no such file; set GRAPHSVC_PROFILE"):
        load_profile(tmp_path / "none.toml")
    path = tmp_path / "profile.toml"
    path.write_bytes(TEXT.encode("gb18030"))
    with pytest.raises(ConfigurationError, match=r"not UTF-8 at byte \d+; save it as UTF-8"):
        load_profile(path)
