"""Exports of the whole sample: complete, flat in memory, and gone from the server when nobody reads on."""

import json
import os
import socket
import subprocess
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue
from graphsvc.cli.main import main
from graphsvc.export import Subtree, export_subtree
from graphsvc.server.local import LocalServer
from graphsvc.server.process import free_port
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store import BLOCK, Call
from graphsvc.store.bolt import BoltStore
from seed.generator.sample import SAMPLE
from tests.conftest import AUDITOR, ROOT
from tests.tools.oracle.bruteforce import BruteForce, Files

DAY = "2022-12-31"
COUNTY, TOWNSHIP, NEXT = "350502", "350502004", "350502005"
KINDS = ("Area", "Building", "CoBuilding", "Household", "PartyMember", "PartyOrganization", "Unit")
OURS = """SHOW TRANSACTIONS YIELD metaData, status WHERE metaData.operation = 'SubtreeExport'
RETURN count(*) AS open, sum(toInteger(status STARTS WITH 'Terminated')) AS terminated"""


def reading(service: Service, wanted: Subtree, caller: Caller = AUDITOR) -> Generator[bytes, None, None]:
    return export_subtree(service, wanted, caller, "live")


def lines(service: Service, wanted: Subtree, caller: Caller = AUDITOR) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(reading(service, wanted, caller)).splitlines()]


def still_open(store: BoltStore) -> bool:
    return store.read(Call(OURS, {}))[0]["open"] > 0


def wait(until: Callable[[], bool]) -> None:
    for _ in range(300):
        if until():
            return
        time.sleep(0.1)
    pytest.fail("it did not happen")


@pytest.fixture(scope="module")
def county(live_settings: Settings, catalogue: Catalogue, sample_store: BoltStore) -> list[dict[str, Any]]:
    return lines(Service(live_settings, catalogue, sample_store), Subtree(COUNTY, DAY))


def test_every_node_in_force_once(county: list[dict[str, Any]], live_store: BoltStore) -> None:
    found = Counter(line["kind"] for line in county[1:-1])
    for kind in KINDS:
        text = f"""MATCH (n:{kind}) WHERE n.area STARTS WITH $area AND n.valid_from <= date($day)
          AND coalesce(n.valid_to > date($day), true) RETURN count(n) AS n"""
        assert found[kind] == live_store.read(Call(text, {"area": COUNTY, "day": DAY}, 60))[0]["n"], kind
    assert len({line["id"] for line in county[1:-1]}) == sum(found.values()) == county[-1]["rows"]
    assert county[0]["header"]["dataVersion"] == county[-1]["dataVersion"]


def test_in_the_order_of_kind_place_and_code(county: list[dict[str, Any]]) -> None:
    keys = [(line["kind"], line["area"], line["code"]) for line in county[1:-1]]
    assert keys == sorted(keys)


def test_the_parent_is_the_days(county: list[dict[str, Any]]) -> None:
    files = BruteForce(Files(SAMPLE))
    answers_to = ("隶属关系", "起点代码", "党组织")
    for line in county[1:-1]:
        if line["kind"] == "PartyOrganization":
            assert line["parent"] == next(iter(files.tied(answers_to, line["code"], DAY)), None), line
        if line["kind"] == "Household":
            assert line["parent"] == line["code"].rpartition("-")[0]


def test_names_of_members_are_masked(county: list[dict[str, Any]]) -> None:
    names = [line["name"] for line in county[1:-1] if line["kind"] == "PartyMember"]
    assert names
    assert all(len(name) == 3 and name.endswith("**") for name in names)


def test_a_caller_of_a_township(county: list[dict[str, Any]], live_service: Service) -> None:
    caller = Caller("auditor", TOWNSHIP, False)
    mine = lines(live_service, Subtree(TOWNSHIP, DAY), caller)
    assert mine[1:-1] == [line for line in county[1:-1] if line["area"].startswith(TOWNSHIP)]
    assert TOWNSHIP in mine[0]["header"]["jurisdiction"]
    for outside in (COUNTY, NEXT, "350500", "350503"):
        with pytest.raises(Exception, match=f"there is no area {outside}, or none that may be seen"):
            reading(live_service, Subtree(outside, DAY), caller)


def test_the_command_prints_the_same(
    live_server: LocalServer,
    live_service: Service,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setenv("GRAPHSVC_HOME", str(live_server.home))
    monkeypatch.setenv("GRAPHSVC_STATEMENT_TIMEOUT", "60")
    assert main(["export", TOWNSHIP, "--as-of", DAY, "--kind", "Area", "--kind", "Building"]) == 0
    wanted = Subtree(TOWNSHIP, DAY, ("Area", "Building"))
    assert capfdbinary.readouterr().out == b"".join(reading(live_service, wanted))


def peak(service: Service, wanted: Subtree) -> tuple[int, int]:
    """Bytes held at the worst moment, and bytes that came by."""
    tracemalloc.start()
    size = sum(map(len, reading(service, wanted)))
    worst = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return worst, size


def test_memory_is_that_of_a_few_blocks(live_service: Service) -> None:
    """Of many times as much no more is held, and of that a small part."""
    first, less = peak(live_service, Subtree(TOWNSHIP, DAY, ("Household",)))
    worst, more = peak(live_service, Subtree(COUNTY, DAY))
    assert more > 7 * less
    assert worst < 1.5 * first, (worst, first)
    assert worst < more / 3, (worst, more)


def test_closing_ends_the_transaction(live_service: Service, live_store: BoltStore) -> None:
    export = reading(live_service, Subtree(COUNTY, DAY))
    next(export)
    assert next(export).count(b"\n") == BLOCK
    assert still_open(live_store)
    export.close()
    assert not still_open(live_store)


def test_one_that_takes_too_long_ends_with_an_error(
    live_settings: Settings, catalogue: Catalogue, live_store: BoltStore
) -> None:
    hasty = Service(replace(live_settings, export_timeout=1.0), catalogue, live_store)
    export = reading(hasty, Subtree(COUNTY, DAY))
    sent = next(export) + next(export)
    # The server ends it while nobody asks for more, and says so to whoever asks next.
    wait(lambda: live_store.read(Call(OURS, {}))[0]["terminated"] == 1)
    *_, last = (sent + b"".join(export)).splitlines()
    assert json.loads(last)["error"]["code"] == "DB_TIMEOUT"


@pytest.fixture
def port(live_server: LocalServer) -> Iterator[int]:
    """Of a service as it is served: one process, one thread that answers."""
    found = free_port()
    environment = {
        **os.environ,
        "GRAPHSVC_HOME": str(live_server.home),
        "GRAPHSVC_PORT": str(found),
        "GRAPHSVC_WORKERS": "1",
        "GRAPHSVC_THREADS": "1",
        "GRAPHSVC_STATEMENT_TIMEOUT": "60",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "graphsvc", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as served:
        wait(lambda: listens(found))
        yield found
        served.terminate()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def asked(port: int) -> Iterator[socket.socket]:
    """A connection that has asked for the whole county; its small buffer is soon full."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        connection.connect(("127.0.0.1", port))
        address = f"/export/subtree.ndjson?area={COUNTY}&asOf={DAY}"
        connection.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        yield connection


def test_a_slow_reader_holds_the_service_back_and_one_that_leaves_lets_go(
    port: int, live_store: BoltStore
) -> None:
    with asked(port) as connection:
        assert connection.recv(9).startswith(b"HTTP/1.1 ")
        wait(lambda: still_open(live_store))
        for _ in range(30):
            # With nobody reading, what is not yet sent has not been fetched either.
            assert still_open(live_store)
            time.sleep(0.1)
    wait(lambda: not still_open(live_store))


def test_over_http_it_arrives_whole(port: int, county: list[dict[str, Any]], live_store: BoltStore) -> None:
    with asked(port) as connection, connection.makefile("rb") as answer:
        head = list(iter(answer.readline, b"\r\n"))
        body = b"".join(unchunked(answer) if any(b"chunked" in one for one in head) else answer)
    assert [json.loads(line) for line in body.splitlines()] == county
    assert not still_open(live_store)


def unchunked(answer: Any) -> Iterator[bytes]:
    while size := int(answer.readline(), 16):
        yield answer.read(size)
        answer.readline()
