"""`python -m tests.tools.soak N`: each question of the specs to one worker, then N mixed ones; its memory
between the two and at the end.

The database is the one that the settings name.
"""

import json
import random
import sys
from contextlib import closing

import psutil

from graphsvc.service import open_service
from graphsvc.settings import load_settings
from tests.tools.specs import sections

LONGEST = 12_000
"""Characters of Cypher: the long standards would make the soak a test of patience."""


def soak(requests: int) -> dict[str, int]:
    """Bytes of resident memory before and after the mixed questions, and how many of those were answered."""
    asked = [one for one in sections() if len(one.blocks.get("cypher", "")) < LONGEST]
    pick, worker, answered = random.Random(1), psutil.Process(), 0
    with closing(open_service(load_settings())) as service:
        for section in asked:
            service.answer(section.question, section.caller, "soak")
        early = worker.memory_info().rss
        for number in range(requests):
            section = pick.choice(asked)
            answer = service.answer(section.question, section.caller, f"soak-{number}")
            answered += answer.status in (200, 400)
        return {"early": early, "late": worker.memory_info().rss, "answered": answered}


if __name__ == "__main__":
    print(json.dumps(soak(int(sys.argv[1]))))
