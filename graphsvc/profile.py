"""The profile of a city: everything that another city has differently, read once from a TOML file.

The shipped profile, the default of the setting `GRAPHSVC_PROFILE`, shows every key with a comment. A profile
is handed to whoever needs it; no module keeps one.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from graphsvc.errors import ConfigurationError
from graphsvc.model import is_code, prefix_of
from graphsvc.words import CHAIN_TIERS

EXAMPLES = {
    "county": "County",
    "township": "Township",
    "committee": "PartyOrganization",
    "household": "Household",
}
"""The nodes that warm-up documents ask about, with the label that says what their codes look like."""
_ROOT_CODE = re.compile(r"[1-9]\d{5}")
_DIVISION_CODE = re.compile(r"[1-9]\d{5}(?:\d{3}){0,2}")
Threshold = bool | int | float | str


class Exempt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A division that no standard applies to, nor to what lies in it."""

    code: str
    name: str
    english: str


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A published number with the sentence that it stands in.

    `highest` is the upper end of a published range, of which `value` is the lower end; `on` is the day that
    the number is of.
    """

    value: int | float
    sentence: str
    on: date
    unit: str = ""
    highest: int | float | None = None


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One city. `code` is the root division's; `zone` the IANA time zone that says which day it is.

    `thresholds` hold, by standard and parameter, the defaults that replace those of the standards' files;
    `targets` by standard the target. A standard goes by the name of its field in GraphQL, such as
    `householdLiaison`. `path` is the file that the profile was read from.
    """

    name: str
    english: str
    code: str
    zone: str
    tiers: Mapping[str, str]
    examples: Mapping[str, str]
    exempt: tuple[Exempt, ...] = ()
    thresholds: Mapping[str, Mapping[str, Threshold]] = {}
    targets: Mapping[str, float] = {}
    published: Mapping[str, Figure] = {}
    path: Path = Path()

    @property
    def prefix(self) -> str:
        """What the codes of all divisions of the city begin with."""
        return prefix_of(self.code)

    @property
    def time_zone(self) -> ZoneInfo:
        """The time zone that says which day it is in the city."""
        return ZoneInfo(self.zone)

    def today(self) -> date:
        """The day it is in the city."""
        return datetime.now(self.time_zone).date()

    @property
    def exempt_codes(self) -> tuple[str, ...]:
        """The codes of the exempt divisions, as codes of what lies in them begin."""
        return tuple(prefix_of(one.code) for one in self.exempt)


def load_profile(path: Path) -> Profile:
    """The profile in a file; raises ConfigurationError `path: key: what, and what to do`."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigurationError(
            f"{path}: no such file; set GRAPHSVC_PROFILE to the city's profile"
        ) from None
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: not TOML: {error}; correct that line") from None
    return _Reader(path).profile(content)


class _Reader:
    """Turns the content of one file into a Profile, or says which key is wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def profile(self, content: dict[str, Any]) -> Profile:
        """The profile; each entry of a table is read by itself, so that a fault names its key."""
        if "path" in content:
            raise self._fault("path", "is not known", "remove it")
        read = dict(content)
        read["exempt"] = [
            self._convert(f"exempt[{index}]", one, Exempt)
            for index, one in enumerate(self._items(content, "exempt", list))
        ]
        for table, kind in (
            ("tiers", str),
            ("examples", str),
            ("targets", float),
            ("thresholds", dict[str, Threshold]),
            ("published", Figure),
        ):
            entries = self._items(content, table, dict)
            read[table] = {key: self._convert(f"{table}.{key}", one, kind) for key, one in entries.items()}
        profile: Profile = self._convert("", read, Profile)
        self._check(profile)
        return msgspec.structs.replace(profile, path=self._path)

    def _items(self, content: dict[str, Any], key: str, kind: type) -> Any:
        found = content.get(key, kind())
        if not isinstance(found, kind):
            form = "a list of tables" if kind is list else "a table"
            raise self._fault(key, f"is not {form}", f"write {form}")
        return found

    def _convert(self, key: str, value: Any, kind: Any) -> Any:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            raise self._fault(key, str(error), "write what the comments of the shipped profile say") from None

    def _check(self, profile: Profile) -> None:
        if not _ROOT_CODE.fullmatch(profile.code):
            raise self._fault("code", f"{profile.code!r} is no code of a division", "give its 6 digits")
        for index, one in enumerate(profile.exempt):
            if not _DIVISION_CODE.fullmatch(one.code) or not one.code.startswith(profile.prefix):
                raise self._fault(
                    f"exempt[{index}].code",
                    f"{one.code!r} is no code of a division of {profile.code}",
                    f"give 6, 9 or 12 digits that begin with {profile.prefix}",
                )
        self._check_names("tiers", profile.tiers, CHAIN_TIERS)
        self._check_names("examples", profile.examples, EXAMPLES)
        for name, code in profile.examples.items():
            if not is_code(EXAMPLES[name], code):
                raise self._fault(f"examples.{name}", f"{code!r} is no code of a {name}", "correct it")
        self._check_numbers(profile)

    def _check_names(self, table: str, found: Mapping[str, str], wanted: Any) -> None:
        for name in chain(wanted, found):
            if name not in found:
                raise self._fault(f"{table}.{name}", "is missing", "add it")
            if name not in wanted:
                raise self._fault(f"{table}.{name}", "is not known", f"use {', '.join(wanted)}")

    def _check_numbers(self, profile: Profile) -> None:
        try:
            ZoneInfo(profile.zone)
        except (KeyError, ValueError):
            raise self._fault(
                "zone", f"{profile.zone!r} is no time zone", "give an IANA name such as Asia/Urumqi"
            ) from None
        for name, rate in profile.targets.items():
            if not 0 < rate <= 1:
                raise self._fault(f"targets.{name}", f"{rate} is no rate", "give one above 0, and 1 at most")
        for name, figure in profile.published.items():
            if figure.highest is not None and figure.highest <= figure.value:
                raise self._fault(
                    f"published.{name}.highest", f"{figure.highest} is not above value", "give the upper end"
                )

    def _fault(self, key: str, what: str, remedy: str) -> ConfigurationError:
        place = f"{self._path}: {key}" if key else str(self._path)
        return ConfigurationError(f"{place}: {what}; {remedy}")
