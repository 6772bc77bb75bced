"""What can be said of docker/ without an engine: the files agree with the project and with one another."""

import re
import shlex

from graphsvc.server.artifacts import VERSION
from graphsvc.settings import settings_table
from tests.conftest import ROOT

DOCKER = ROOT / "docker"
FILES = {path.name: path.read_text("utf-8") for path in DOCKER.iterdir()}


def test_the_settings_it_names_exist() -> None:
    known = {name for name, _, _ in settings_table()}
    named = {name for text in FILES.values() for name in re.findall(r"GRAPHSVC_[A-Z0-9_]+", text)}
    assert named >= {"GRAPHSVC_NEO4J_URI", "GRAPHSVC_NEO4J_PASSWORD", "GRAPHSVC_HOME"}
    assert named <= known


def test_what_it_copies_exists_and_is_sent_to_the_builder() -> None:
    sent = {line[1:] for line in FILES["Dockerfile.dockerignore"].splitlines() if line.startswith("!")}
    copied = set()
    for line in FILES["Dockerfile"].splitlines():
        words = shlex.split(line) if line.startswith("COPY") else []
        copied |= {word for word in words[1:-1] if not word.startswith("--")} - {"/app/.venv"}
    assert copied == sent
    assert all((ROOT / name).exists() for name in copied)


def test_it_installs_what_the_lock_says_and_runs_as_nobody_special() -> None:
    assert "--require-hashes -r requirements.lock" in FILES["Dockerfile"]
    lines = FILES["Dockerfile"].splitlines()
    assert lines.index("USER graphsvc") < lines.index('CMD ["graphsvc", "serve"]')
    assert {line.split()[1] for line in lines if line.startswith("FROM")} == {"python:3.11-slim"}


def test_the_image_has_the_environment_and_no_checkout() -> None:
    """The wheel is built and installed in the first stage; of that the image takes the environment alone."""
    build, image = FILES["Dockerfile"].split("\nFROM ")[-2:]
    assert "--editable" not in build
    assert "RUN /app/.venv/bin/pip install --no-cache-dir --no-build-isolation --no-deps .\n" in build
    assert re.findall(r"^COPY .*", image, re.MULTILINE) == ["COPY --from=build /app/.venv /app/.venv"]


def test_the_server_is_of_the_line_that_is_tested() -> None:
    image = re.search(r"image: neo4j:([\d.]+)-community", FILES["compose.yaml"])
    assert image
    assert VERSION.startswith(image[1] + ".")


def test_ports_meet() -> None:
    """Outside → proxy → service, and nothing listens on an address of others without a proxy before it."""
    published = re.findall(r'- "([\d.]+):(\d+):(\d+)"', FILES["compose.yaml"])
    assert published == [("127.0.0.1", "8080", "8080")]
    assert "listen 8080;" in FILES["nginx.conf"]
    port = re.search(r'GRAPHSVC_PORT: "(\d+)"', FILES["compose.yaml"])
    assert port
    assert f"server 127.0.0.1:{port[1]};" in FILES["nginx.conf"]
    assert "GRAPHSVC_HOST: 127.0.0.1" in FILES["compose.yaml"]
    assert "network_mode: service:service" in FILES["compose.yaml"]
    assert "proxy_set_header Host 127.0.0.1;" in FILES["nginx.conf"]


def test_the_proxy_lets_through_what_the_service_takes() -> None:
    size = re.search(r"client_max_body_size (\d+)k;", FILES["nginx.conf"])
    limits = {name: default for name, default, _ in settings_table()}
    assert size
    assert int(size[1]) * 1024 == int(limits["GRAPHSVC_MAX_BODY"])
