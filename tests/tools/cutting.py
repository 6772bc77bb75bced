"""A connection to a server that is cut after some bytes."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from graphsvc.server.local import LocalServer


@contextmanager
def cut_after(server: LocalServer, most: int) -> Iterator[int]:
    """A port that leads to the server until so many bytes were sent to it, and then nowhere."""
    target = int(server.status().uri.rpartition(":")[2])
    sent = [0]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        thread = threading.Thread(target=_serve, args=(listening, target, (sent, most)), daemon=True)
        thread.start()
        yield port
    thread.join(5)


def _serve(listening: socket.socket, target: int, limit: tuple[list[int], int]) -> None:
    sent, most = limit
    while True:
        try:
            near, _ = listening.accept()
        except OSError:
            return
        if sent[0] > most:
            near.close()
            continue
        far = socket.create_connection(("127.0.0.1", target))
        for pair in ((near, far, sent), (far, near, [0])):
            threading.Thread(target=_pump, args=(*pair, most), daemon=True).start()


def _pump(start: socket.socket, end: socket.socket, sent: list[int], most: int) -> None:
    try:
        while block := start.recv(65_536):
            sent[0] += len(block)
            if sent[0] > most:
                break
            end.sendall(block)
    except OSError:
        pass
    for one in (start, end):
        # Without this the other pump, waiting in recv, would keep the connection open.
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
