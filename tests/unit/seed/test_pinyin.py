"""What names are found by: surnames and names of places in each reading, ü as v and as u, digits and Latin
words whole."""

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.model import SEARCHED
from seed.plan.pinyin import SURNAMES, found_by

PEOPLE = {
    "曾小明": "cengxiaoming cxm zengxiaoming zxm",
    "粘吕平": "zhanlvping zhanluping zlp nianlvping nianluping nlp",
    "尉迟恭": "yuchigong ycg",
    "万俟雪": "moqixue mqx",
    "长孙无忌": "zhangsunwuji zswj",
    "王曾": "wangceng wc",
    "买买提·艾力": "maimaitiaili mmtal",
    "䶮": "yan y",
}
PLACES = {
    "海滨街道第12网格党支部": "haibinjiedaodi12wanggedangzhibu hbjdd12wgdzb",
    "泉州ABC吕氏公司": "quanzhouabclvshigongsi quanzhouabclushigongsi qzabclsgs",
    "单家村(合成)": "danjiacunhecheng djchc shanjiacunhecheng sjchc",
    "朝阳楼支部": "zhaoyanglouzhibu zylzb chaoyanglouzhibu cylzb",
    "泉厦高速": "quanshagaosu qsgs quanxiagaosu qxgs",
    "𠮷祥里": "jixiangli jxl",
    "кир行": "кирxing кирx кирhang кирh",
}


@pytest.mark.parametrize("name", PEOPLE)
def test_people(name: str) -> None:
    assert found_by(name, person=True) == PEOPLE[name]


@pytest.mark.parametrize("name", PLACES)
def test_places_and_bodies(name: str) -> None:
    assert found_by(name, person=False) == PLACES[name]


@pytest.mark.parametrize("surname", SURNAMES)
def test_a_surname_is_overridden_where_it_leads_only(surname: str) -> None:
    assert f"{SURNAMES[surname]}ming" in found_by(f"{surname}明", person=True).split()
    within = {word.removesuffix("ming") for word in found_by(f"王{surname}明", person=True).split()}
    assert len(within) <= 3, "the default reading, its ü as u, the initials"


@pytest.mark.parametrize("name", ["names_by_pairs", "names_by_pinyin"])
def test_both_indexes_cover_every_searched_kind(name: str, catalogue: Catalogue) -> None:
    assert f"FOR (n:{'|'.join(SEARCHED)})\n" in catalogue.get(f"schema/{name}").text
