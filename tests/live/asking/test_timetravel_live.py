"""Any node on any day of the history: chain, counts and ties as a walk over the files gives them."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.service import Service
from seed.generator.sample import SAMPLE
from tests.conftest import AUDITOR
from tests.tools.oracle.bruteforce import QUESTIONS, Asked, BruteForce, Files

FIRST, DAYS = date(2020, 7, 1), 940
EACH = 125
"""Of each of four kinds: 500 pairs of a node and a day."""


@pytest.fixture(scope="module")
def brute_force() -> BruteForce:
    return BruteForce(Files(SAMPLE))


def pairs(files: BruteForce, sheet: str, pick: random.Random) -> Iterator[tuple[str, str]]:
    """Nodes and days; every second node is one whose own days, or those of a tie, end."""
    codes = [line["代码"] for line in files.files.sheets[sheet]]
    ties = [one for name, one in files.files.sheets.items() if name != sheet and one and "起点代码" in one[0]]
    ended = {line["终止日期"]: line for rows in ties for line in rows if line["终止日期"] not in ("", "无")}
    known = set(codes)
    touched = [
        (code, day)
        for rows in ties
        for line in rows
        if (day := line["终止日期"]) in ended
        for code in (line["起点代码"], line["终点代码"])
        if code in known
    ]
    for number in range(EACH):
        if number % 2 and touched:
            code, day = pick.choice(touched)
            yield code, str(date.fromisoformat(day) + timedelta(days=pick.choice((-1, 0, 1))))
        else:
            yield pick.choice(codes), str(FIRST + timedelta(days=pick.randrange(DAYS)))


def simple(value: Any) -> Any:
    """Nodes as sorted codes, a node as its code."""
    if isinstance(value, dict):
        if value.keys() == {"nodes"}:
            return sorted(node["code"] for node in value["nodes"])
        if value.keys() == {"code"}:
            return value["code"]
        if value.keys() == {"steps"}:
            return {"steps": sorted(step["code"] for step in value["steps"] if step["code"])}
        return {key: simple(inner) for key, inner in value.items()}
    return value


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked[1])
def test_any_node_on_any_day(asked: Asked, brute_force: BruteForce, live_service: Service) -> None:
    sheet, root, selected, expected = asked
    document = f"query($code: String!, $day: Date!) {{ {root}(code: $code, asOf: $day) {{ {selected} }} }}"
    standing = 0
    for code, day in pairs(brute_force, sheet, random.Random(root)):
        answer = live_service.answer(Question(document, {"code": code, "day": day}), AUDITOR, "travel")
        body = json.loads(answer.to_bytes())
        if not brute_force.stands(sheet, code, day):
            assert body["errors"][0]["extensions"]["code"] == "NOT_FOUND", (code, day, body)
            continue
        standing += 1
        assert "errors" not in body, (code, day, body)
        assert simple(body["data"][root]) == expected(brute_force, code, day), (code, day)
    assert standing >= EACH / 3
