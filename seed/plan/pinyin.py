"""What a name is found by when it is typed in Latin letters: its pinyin and its initials.

Readings come from pypinyin; a leading surname that is read otherwise than the same character elsewhere is
indexed both ways. Inside a given name nothing is overridden.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pypinyin import lazy_pinyin

_READ = (
    "曾zeng 单shan 仇qiu 解xie 查zha 区ou 盖ge 缪miao 朴piao 翟zhai 乐yue 粘nian 折she "
    "种chong 秘bi 繁po 覃qin 冼xian 贠yun 纪ji 藏zang 佴nai 卜bu 冯feng"
)
SURNAMES = {word[0]: word[1:] for word in _READ.split()}
"""Surname → how it is read as one."""
COMPOUND = ("尉迟", "万俟", "长孙", "令狐", "澹台")
"""Surnames of two characters that are read otherwise together than apart."""
CACHED_RUNS = 65_536
Syllable = tuple[str, str]
"""A syllable and its initial; digits and Latin words stay whole in both."""
_RUN = re.compile(r"[0-9a-z]+|[^\W0-9a-z_]+")


def found_by(name: str, *, person: bool) -> str:
    """The words that a name is found by, with a space between: whole pinyin and initials, ü as v and as u."""
    surname = (2 if name[:2] in COMPOUND else 1) if person else 0
    parts = _spelt(name[:surname]) + _spelt(name[surname:])
    readings = [parts]
    if person and name[:1] in SURNAMES:
        own = SURNAMES[name[:1]]
        readings.append(((own, own[0]), *parts[1:]))
    return " ".join(dict.fromkeys(word for reading in readings for word in _words(reading)))


def _words(parts: tuple[Syllable, ...]) -> Iterator[str]:
    whole = "".join(syllable for syllable, _ in parts)
    yield whole
    if "v" in whole:
        yield whole.replace("v", "u")
    yield "".join(initial for _, initial in parts)


def _spelt(text: str) -> tuple[Syllable, ...]:
    narrow = unicodedata.normalize("NFKC", text).lower()
    return tuple(one for run in _RUN.findall(narrow) for one in _parts(run))


@lru_cache(CACHED_RUNS)
def _parts(run: str) -> tuple[Syllable, ...]:
    """Remembered: names of offices are made of the same words again and again."""
    if run.isascii():
        return ((run, run),)
    return tuple((one, one[0]) for one in lazy_pinyin(run) if re.fullmatch("[a-z]+", one))
