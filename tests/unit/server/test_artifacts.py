"""The jars: a committed lock, a digest for each, and nothing that does not match it."""

import hashlib
from pathlib import Path
from threading import Thread

import pytest

from graphsvc.errors import LocalServerError
from graphsvc.server.artifacts import (
    LOCK,
    Jar,
    collect,
    maven,
    one_process,
    patient,
    read_lock,
    renew,
    sha256,
)

GOOD = b"a jar"
DIGEST = hashlib.sha256(GOOD).hexdigest()


def test_the_lock_lists_every_jar_with_its_digest() -> None:
    jars = read_lock()
    assert len(jars) > 200
    assert len({jar.coordinates for jar in jars}) == len(jars)
    assert any(jar.coordinates.startswith("org.neo4j.app:neo4j-server:5.26.") for jar in jars)
    assert LOCK.exists()


def test_a_broken_lock_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    path.write_text("a:b:1 " + DIGEST + "\nno digest\n")
    with pytest.raises(LocalServerError, match=r"x\.lock:2: "):
        read_lock(path)


class Shelf:
    """Serves files one after the other, as a mirror would that gets better, or does not."""

    def __init__(self, path: Path, *contents: bytes) -> None:
        self.path = path
        self.contents = list(contents)
        self.fetched = 0

    def __call__(self, jar: Jar) -> Path:
        if not self.path.exists():
            self.fetched += 1
            self.path.write_bytes(self.contents.pop(0))
        return self.path


def test_a_sound_jar_is_taken(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.jar", GOOD)
    assert collect([Jar("g:a:1", DIGEST)], shelf) == [tmp_path / "a.jar"]
    assert collect([Jar("g:a:1", DIGEST)], shelf) == [tmp_path / "a.jar"]
    assert shelf.fetched == 1


def test_a_corrupt_jar_is_removed_and_fetched_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.jar", b"half a j", GOOD)
    assert sha256(collect([Jar("g:a:1", DIGEST)], shelf)[0]) == DIGEST
    assert shelf.fetched == 2


def test_a_jar_corrupt_twice_is_refused_by_name(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.jar", b"bad", b"worse")
    with pytest.raises(LocalServerError, match=r"g:a:1: .* the lock wants .* check the mirror"):
        collect([Jar("g:a:1", DIGEST)], shelf)
    assert not (tmp_path / "a.jar").exists()


def test_a_network_that_fails_for_a_moment_is_asked_again(tmp_path: Path) -> None:
    shelf, asked = Shelf(tmp_path / "a.jar", GOOD), []

    def flaky(jar: Jar) -> Path:
        asked.append(jar)
        if len(asked) < 3:
            raise OSError("Temporary failure in name resolution")
        return shelf(jar)

    assert collect([Jar("g:a:1", DIGEST)], patient(flaky, (0.0, 0.0))) == [tmp_path / "a.jar"]
    assert len(asked) == 3
    asked.clear()
    with pytest.raises(LocalServerError, match=r"g:a:1: cannot be fetched \(OSError\)"):
        collect([Jar("g:a:1", DIGEST)], patient(flaky, (0.0,)))
    assert len(asked) == 2


def test_no_network_on_first_use() -> None:
    nowhere = maven("http://127.0.0.1:9", waits=())
    with pytest.raises(
        LocalServerError, match=r"org\.nowhere:nothing:1: cannot be fetched .*GRAPHSVC_MAVEN_MIRROR"
    ):
        collect([Jar("org.nowhere:nothing:1", DIGEST)], nowhere)


def test_the_lock_is_renewed_from_its_own_coordinates(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    first = read_lock()[0]
    path.write_text(f"{first.coordinates} {'0' * 64}\n")
    renew(path)
    assert read_lock(path) == (first,)


def test_a_second_process_waits_for_the_first_to_have_fetched(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with one_process(tmp_path):
            order.append("second")

    thread = Thread(target=second)
    with one_process(tmp_path):
        thread.start()
        thread.join(0.2)
        assert thread.is_alive()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
