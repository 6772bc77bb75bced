"""`python -m tests.tools.soak N`: so many mixed questions to one worker, its memory early and at the end.

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
    """Bytes of resident memory after a tenth of the requests and at the end, and how many were answered."""
    asked = [one for one in sections() if len(one.blocks.get("cypher", "")) < LONGEST]
    pick, worker, early, answered = random.Random(1), psutil.Process(), 0, 0
    with closing(open_service(load_settings())) as service:
        for number in range(requests):
            section = pick.choice(asked)
            answer = service.answer(section.question, section.caller, f"soak-{number}")
            answered += answer.status in (200, 400)
            if number == requests // 10:
                early = worker.memory_info().rss
        return {"early": early, "late": worker.memory_info().rss, "answered": answered}


if __name__ == "__main__":
    print(json.dumps(soak(int(sys.argv[1]))))
