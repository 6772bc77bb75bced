"""What a name is found by: the pairs of its signs, and typed in Latin letters its pinyin and its initials.

Readings come from pypinyin. A leading surname that is read otherwise than the same character elsewhere is
indexed both ways; inside a given name nothing is overridden. In names of places and bodies the first few
characters that are read in several ways are indexed in each of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from pypinyin import lazy_pinyin

from graphsvc.model import PERSONS
from graphsvc.spelling import comparable, pairs

_READ = (
    "曾zeng 单shan 仇qiu 解xie 查zha 区ou 盖ge 缪miao 朴piao 翟zhai 乐yue 粘nian 折she "
    "种chong 秘bi 繁po 覃qin 冼xian 贠yun 纪ji 藏zang 佴nai 卜bu 冯feng"
)
SURNAMES = {word[0]: word[1:] for word in _READ.split()}
"""Surname → how it is read as one."""
COMPOUND = ("尉迟", "万俟", "长孙", "令狐", "澹台")
"""Surnames of two characters that are read otherwise together than apart."""
_SEVERAL = (
    "朝chao,zhao 厦xia,sha 行hang,xing 长chang,zhang 重chong,zhong 曾zeng,ceng 乐le,yue 都du,dou "
    "六liu,lu 陂bei,pi,po 圩xu,wei 浒hu,xu 埔pu,bu 堡bao,bu,pu 参shen,can 藏cang,zang 种zhong,chong "
    "传chuan,zhuan 调diao,tiao 解jie,xie 乾qian,gan 角jiao,jue 宿su,xiu 车che,ju 洗xi,xian 莘xin,shen "
    "峒dong,tong 番fan,pan 蚌bang,beng 仔zai,zi 单dan,shan 盖gai,ge 缪miao,mou 查zha,cha 仇qiu,chou "
    "翟zhai,di 尉wei,yu 澄cheng,deng 朴pu,piao 盛sheng,cheng 落luo,la 露lu,lou 薄bo,bao 降jiang,xiang "
    "卜bu,bo 覃qin,tan"
)
SEVERAL = {word[0]: tuple(word[1:].split(",")) for word in _SEVERAL.split()}
"""A character that names of places and bodies read in several ways → these readings."""
FIRST_FEW = 3
"""So many characters of a name are indexed in each of their readings."""
_VARIANTS = str.maketrans({"𠮷": "吉", "峯": "峰", "邨": "村", "裏": "里"})
"""Written forms that may lack a reading → the usual form."""
CACHED_RUNS = 65_536
Spelt = tuple[str, str]
"""A character and its syllable; digits, Latin words and signs without a reading stand for themselves."""
_RUN = re.compile(r"[0-9a-z]+|[^0-9a-z]+")


def searched_by(label: str, name: str | None) -> dict[str, str | None]:
    """The properties by which the indexes find a node of that label."""
    if not name:
        return {"pairs": None, "pinyin": None}
    return {"pairs": pairs(name), "pinyin": found_by(name, person=label in PERSONS)}


def found_by(name: str, *, person: bool) -> str:
    """The words that a name is found by, with a space between: whole pinyin and initials, ü as v and as u."""
    surname = (2 if name[:2] in COMPOUND else 1) if person else 0
    spelt = [*_spelt(name[:surname]), *_spelt(name[surname:])]
    readings = _as_person(name, spelt) if person else _each_way(spelt)
    return " ".join(dict.fromkeys(word for reading in readings for word in _words(reading)))


def _as_person(name: str, spelt: Sequence[Spelt]) -> Iterator[Sequence[Spelt]]:
    yield spelt
    if name[:1] in SURNAMES:
        yield ((name[0], SURNAMES[name[0]]), *spelt[1:])


def _each_way(spelt: Sequence[Spelt]) -> Iterable[Sequence[Spelt]]:
    """Every combination of readings, the one of pypinyin first."""
    ways: list[Iterable[Spelt]] = []
    many = 0
    for sign, syllable in spelt:
        others = SEVERAL.get(sign, ()) if many < FIRST_FEW else ()
        many += bool(others)
        ways.append([(sign, one) for one in dict.fromkeys((syllable, *others))])
    return product(*ways)


def _words(spelt: Sequence[Spelt]) -> Iterator[str]:
    whole = "".join(syllable for _, syllable in spelt)
    yield whole
    if "v" in whole:
        yield whole.replace("v", "u")
    yield "".join(sign if sign == syllable else syllable[0] for sign, syllable in spelt)


def _spelt(text: str) -> tuple[Spelt, ...]:
    narrow = comparable(text).translate(_VARIANTS)
    return tuple(one for run in _RUN.findall(narrow) for one in _parts(run))


@lru_cache(CACHED_RUNS)
def _parts(run: str) -> tuple[Spelt, ...]:
    """Remembered: names of offices are made of the same words again and again."""
    if run.isascii():
        return ((run, run),)
    return tuple(zip(run, lazy_pinyin(run, errors=list), strict=True))  # type: ignore[arg-type]  # a list keeps signs apart
