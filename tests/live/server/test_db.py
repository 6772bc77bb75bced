"""The managed local server: up, down, found again, and a clear word for whatever stands in the way."""

import json
import os
import signal
import socket
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graphsvc.cli.main import main
from graphsvc.errors import LocalServerError
from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from graphsvc.store import Call

Own = tuple[LocalServer, Settings]


@pytest.fixture
def command(own_server: Own, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    """Runs `graphsvc` on the server's home: (exit code, stdout, stderr)."""
    monkeypatch.setenv("GRAPHSVC_HOME", str(own_server[0].home))
    monkeypatch.setenv("GRAPHSVC_BOLT_PORT", "0")

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def kept(server: LocalServer) -> object:
    with closing(server.store()) as store:
        return store.read(Call("MATCH (n:LoadRun) RETURN collect(n.code) AS codes", {}))[0]["codes"]


def test_a_life(own_server: Own, command) -> None:  # type: ignore[no-untyped-def]  # a fixture's function
    server, _ = own_server
    code, out, _ = command("db", "status", "--json")
    assert code == 3
    assert json.loads(out)["running"] is False

    first = server.up()
    assert first.running
    assert oct(server.password_file.stat().st_mode & 0o777) == "0o600"
    with closing(server.store()) as store:
        store.write([Call("MERGE (n:LoadRun {code: 'kept'}) RETURN n.code AS code", {})])
    check_commands(server, command)

    os.kill(server.up().pid or 0, signal.SIGKILL)
    time.sleep(0.2)
    assert not server.status().running
    server.up()
    assert kept(server) == ["kept"]

    server.password_file.write_text("another password")
    server.down()
    with pytest.raises(
        LocalServerError, match=r"neo4j\.password: the server of this home has another password"
    ):
        server.up()


def check_commands(server: LocalServer, command) -> None:  # type: ignore[no-untyped-def]  # a fixture's function
    """Status, up, logs and down of a server that runs; afterwards it does not."""
    code, out, _ = command("db", "status", "--json")
    told = json.loads(out)
    assert code == 0
    assert set(told) == {"uri", "user", "password_file", "version", "pid", "running", "home"}
    assert told["pid"] == server.status().pid
    assert Path(told["password_file"]).read_text().strip() == server.password()

    code, out, _ = command("db", "up")
    assert code == 0
    assert f"running as process {told['pid']}" in out
    code, out, _ = command("db", "logs", "-n", "5")
    assert "Started" in out
    assert command("db", "down")[:2] == (0, "stopped\n")
    assert command("db", "down")[:2] == (0, "no local server runs\n")


def test_dump_restore_check_and_reset(own_server: Own, command, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # a fixture's function
    server, _ = own_server
    server.up()
    file = tmp_path / "city.dump"

    def codes() -> object:
        with closing(server.store()) as store:
            return store.read(Call("MATCH (n:LoadRun) RETURN collect(n.code) AS codes", {}))[0]["codes"]

    def put(code: str) -> None:
        with closing(server.store()) as store:
            store.write([Call("MERGE (n:LoadRun {code: $code}) RETURN 1 AS one", {"code": code})])

    put("first")
    assert command("db", "dump", str(file))[:2] == (0, f"written: {file}\n")
    assert server.status().running
    assert "stands already; name another file" in command("db", "dump", str(file))[2]
    put("second")
    assert command("db", "restore", str(file))[0] == 0
    assert codes() == ["first"]
    (tmp_path / "no.dump").write_text("no dump")
    assert command("db", "restore", str(tmp_path / "no.dump"))[0] == 1
    assert "no such file" in command("db", "restore", str(tmp_path / "nothing"))[2]
    assert codes() == ["first"]
    assert command("db", "check")[:2] == (0, "the store is consistent\n")
    assert "say --yes" in command("db", "reset")[2]
    assert command("db", "reset", "--yes")[0] == 0
    assert codes() == []
    put("third")
    assert codes() == ["third"]


def test_a_taken_port(own_server: Own) -> None:
    _, settings = own_server
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            LocalServerError, match=rf"port {port} on 127\.0\.0\.1 is taken; .*GRAPHSVC_BOLT_PORT"
        ):
            LocalServer(replace(settings, bolt_port=port), brief=True).up()


def test_two_starts_at_once(own_server: Own) -> None:
    server, settings = own_server
    outcomes: list[object] = []

    def start() -> None:
        try:
            outcomes.append(LocalServer(settings, brief=True).up().pid)
        except LocalServerError as error:
            outcomes.append(str(error))

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refused = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(refused) == 1
    assert "another start is under way" in refused[0]
    assert server.status().running


def test_too_little_disk(own_server: Own) -> None:
    server, _ = own_server
    with pytest.raises(LocalServerError, match=r"100 MB free, 500 MB needed; .*GRAPHSVC_HOME"):
        server.up(free_bytes=100 * 2**20)


def test_a_server_that_cannot_start_shows_why(own_server: Own) -> None:
    server, settings = own_server
    broken = LocalServer(replace(settings, page_cache="plenty"), brief=True)
    with pytest.raises(LocalServerError, match=r"the server's settings were refused: .*'plenty'"):
        broken.up()
    server.up()
    server.down()
    with pytest.raises(LocalServerError, match=r"(?s)the server stopped while starting:.*plenty"):
        broken.up()


def test_no_log_yet(own_server: Own) -> None:
    with pytest.raises(LocalServerError, match="no log yet; start the server"):
        own_server[0].logs()


def test_a_server_that_is_not_ours(
    live_server: LocalServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GRAPHSVC_HOME", str(tmp_path))
    monkeypatch.setenv("GRAPHSVC_NEO4J_URI", live_server.status().uri)
    monkeypatch.setenv("GRAPHSVC_NEO4J_PASSWORD", live_server.password())
    assert main(["db", "up"]) == 0
    assert "nothing is started here" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("GRAPHSVC_NEO4J_PASSWORD", "wrong")
    assert main(["db", "up"]) == 1
    assert "refuses the login" in capsys.readouterr().err


def test_nothing_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPHSVC_HOME", str(tmp_path))
    assert main(["query", "{ dataset { version } }"]) == 1
    assert "no local server runs" in capsys.readouterr().err
