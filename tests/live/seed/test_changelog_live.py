"""The log of changes through deliveries that correct, end and move facts; a store that has none gets one."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from graphsvc.catalogue import Catalogue
from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from graphsvc.store import Call, Store
from seed.loading.migrate import LOGGED, newest_version
from seed.loading.verify import verify
from seed.runs.load import LoadReport, load_directory
from tests.live.seed.test_incremental_live import FIRST, LINK
from tests.tools.cities import QUANZHOU
from tests.tools.deliveries import sender, write

ENTRIES = """MATCH (entry:ChangeLog) WHERE entry.kind IN $kinds WITH entry ORDER BY entry.code
RETURN collect([entry.code, entry.codes]) AS entries"""
ALL = """MATCH (entry:ChangeLog) WITH entry ORDER BY entry.code
RETURN collect(properties(entry)) AS entries"""
VERSION = "MATCH (d:Dataset) RETURN d.version AS version, d.schema_version AS schema_version"
OLDER = """MATCH (d:Dataset) SET d.schema_version = 3
WITH d MATCH (entry:ChangeLog) WITH entry ORDER BY entry.code SKIP 3 DELETE entry RETURN count(*) AS gone"""
CORRECTION = "起点代码,终点代码,起始日期,终止日期,更正\r\n"


def entries(store: Store, *kinds: str) -> dict[str, list[str]]:
    return dict(store.read(Call(ENTRIES, {"kinds": kinds}))[0]["entries"])


FIRST_DAY = "2020-07-01 MEMBER_OF BEGAN PartyMember 350502001"
SECOND_DAY = "2022-01-01 MEMBER_OF BEGAN PartyMember 350502001"
OVER = {
    "2020-07-01 MEMBER_OF BEGAN PartyMember 350502002": ["M-1"],
    "2022-07-01 MEMBER_OF BEGAN PartyMember 350502002": ["M-1"],
    "2022-07-01 MEMBER_OF ENDED PartyMember 350502002": ["M-1"],
    SECOND_DAY: ["M-2"],
}
"""Entries once a member has gone over: one fact ends, one begins, and both are told at its new place."""


def test_the_log_goes_along_with_what_is_delivered(
    empty_server: tuple[LocalServer, Settings], tmp_path: Path
) -> None:
    server, settings = empty_server
    with closing(server.store()) as store:
        sent = sender(store, settings, tmp_path)
        sent(**FIRST)
        assert entries(store, "MEMBER_OF") == {FIRST_DAY: ["M-1"], SECOND_DAY: ["M-2"]}

        # Delivered again, in another file: nothing is written, and the log stays as it is.
        before = store.read(Call(ALL, {})), store.read(Call(VERSION, {}))
        assert sent(membership=str(FIRST["membership"]).replace("\r\n", "\n")).written == 0
        assert (store.read(Call(ALL, {})), store.read(Call(VERSION, {}))) == before

        sent(membership=LINK + "M-1,O-2,2022-07-01,\r\n")
        assert entries(store, "MEMBER_OF") == OVER
        assert entries(store, "Pledge") == {"2021-01-01 Pledge BEGAN Pledge 350502002": ["P-1"]}
        check_corrections(store, sent)


def check_corrections(store: Store, sent: Callable[..., LoadReport]) -> None:
    """A correction replaces a fact without a trace; a fact is sent with an end, then with another."""
    sent(membership=CORRECTION + "M-2,O-2,2022-01-01,,是\r\n")
    corrected = {key.replace("350502001", "350502002"): codes for key, codes in OVER.items()}
    assert entries(store, "MEMBER_OF") == corrected
    for day in ("2022-10-01", "2022-11-01"):
        sent(membership=LINK + f"M-2,O-2,2022-01-01,{day}\r\n")
        ended = {f"{day} MEMBER_OF ENDED PartyMember 350502002": ["M-2"]}
        assert entries(store, "MEMBER_OF") == {**corrected, **ended}


def test_a_store_without_a_log_gets_one(
    empty_server: tuple[LocalServer, Settings], catalogue: Catalogue, tmp_path: Path
) -> None:
    """Also where the writing of it was cut off: what is there of it is no more than a part."""
    server, settings = empty_server
    write(tmp_path, **FIRST)
    with closing(server.store()) as store:
        load_directory(tmp_path, store, settings)
        before, version = store.read(Call(ALL, {})), store.read(Call(VERSION, {}))[0]
        assert store.write([Call(OLDER, {})])[0][0]["gone"] > 3
        assert verify(store, catalogue, QUANZHOU) != []
        assert load_directory(tmp_path, store, settings).written == 0
        assert verify(store, catalogue, QUANZHOU) == []
        assert store.read(Call(ALL, {})) == before
        # Each migration that ran tells the service once that it has to look anew.
        moved = {**version, "version": version["version"] + newest_version(catalogue) - LOGGED + 1}
        assert store.read(Call(VERSION, {})) == [moved]
