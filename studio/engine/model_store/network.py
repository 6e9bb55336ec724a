"""Getting things by HTTP, and nothing more: no cookies, no tokens, no passwords of ``.netrc``, no tracking.

The standard library's connections are used as they are, so that a read that waits can be ended from another thread
(the socket is shut down), and so that each redirect is looked at before it is followed.
"""

import contextlib
import http.client
import socket
import ssl
import threading
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import SplitResult, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from studio.errors import DeviceLimit, InvalidRequest

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
"""Names of this machine for itself: no proxy reaches it, and nobody listens on the way."""
_WAIT_S: Final = 30.0
"""How long a server may be silent."""
_CONNECT_S: Final = 10.0
_HOPS: Final = 6
_MOVED: Final = {301, 302, 303, 307, 308}
_CERTIFICATES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""Where systems keep their certificates, for a bundled Python that was built on another one."""


class CutOff(Exception):
    """The connection ended, went silent, or never came about: worth trying again. ``after_s``: when, if asked."""

    def __init__(self, what: str, after_s: float | None = None) -> None:
        super().__init__(what)
        self.after_s = after_s


class Answer(Protocol):
    """What a server sends: its status, its headers (names in small letters), and bytes to be read."""

    status: int
    headers: dict[str, str]

    def read(self, most: int) -> bytes:
        """The next bytes, b"" at the end.

        Raises:
            CutOff: the connection ended before what was announced.
        """
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...


class Network(Protocol):
    """Whatever can get an address."""

    def get(self, url: str, start: int = 0) -> Answer:
        """Ask for what is at an address, from a byte on; redirects are followed.

        Raises:
            CutOff: nothing came. InvalidRequest: a redirect leads from an encrypted place to one that is not.
        """
        ...

    def abort(self) -> None:
        """End what is being waited for, from any thread."""
        ...


@dataclass
class _Received:
    """An answer over a socket."""

    status: int
    headers: dict[str, str]
    _response: http.client.HTTPResponse
    _connection: http.client.HTTPConnection

    def read(self, most: int) -> bytes:
        try:
            return self._response.read1(most)
        except (OSError, http.client.HTTPException, ValueError) as fault:
            raise CutOff(_told(fault)) from fault

    def close(self) -> None:
        self._response.close()
        self._connection.close()


@dataclass
class Wire:
    """The network this machine is on. One address at a time; ``abort`` may come from any thread."""

    wait_s: float = _WAIT_S
    _socket: socket.socket | None = field(default=None, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def get(self, url: str, start: int = 0) -> Answer:
        """As Network."""
        for _ in range(_HOPS):
            answer = self._ask(urlsplit(url), start)
            if answer.status not in _MOVED:
                return answer
            answer.close()
            url = next_address(url, answer.headers.get("location", ""))
        raise CutOff("it was sent from one address to the next without end")

    def abort(self) -> None:
        """As Network."""
        with self._lock, contextlib.suppress(OSError):
            if self._socket is not None:
                # Not SSLSocket.shutdown, which takes the encryption away under the thread that reads.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _ask(self, url: SplitResult, start: int) -> Answer:
        connection = _connection(url, min(self.wait_s, _CONNECT_S))
        try:
            connection.connect()
            connection.sock.settimeout(self.wait_s)
            self._hold(connection.sock)
            path = url._replace(scheme="", netloc="", fragment="").geturl() or "/"
            target = path if not _proxied(connection, url) else url.geturl()
            connection.request("GET", target, headers={**_headers(start), **_proxy_headers(url, target)})
            response = connection.getresponse()
        except (OSError, http.client.HTTPException) as fault:
            connection.close()
            if isinstance(fault, ssl.SSLCertVerificationError):
                raise DeviceLimit(
                    f"{url.hostname} could not prove who it is ({fault.verify_message}).",
                    "Check this machine's clock and its network; nothing was fetched.",
                ) from fault
            raise CutOff(_told(fault)) from fault
        headers = {name.lower(): value for name, value in response.getheaders()}
        return _Received(response.status, headers, response, connection)

    def _hold(self, sock: socket.socket | None) -> None:
        with self._lock:
            self._socket = sock


def _headers(start: int) -> dict[str, str]:
    # Without "identity" a server may pack the bytes, and neither sizes nor ranges would mean the file's own.
    told = {"User-Agent": "Tsuzuki", "Accept-Encoding": "identity", "Connection": "close"}
    return {**told, "Range": f"bytes={start}-"} if start else told


def next_address(url: str, location: str) -> str:
    """Where a redirect leads.

    Raises:
        CutOff: nowhere. InvalidRequest: from an encrypted place to one that is not.
    """
    there = urljoin(url, location)
    was, will = urlsplit(url), urlsplit(there)
    if not location or will.scheme not in ("http", "https") or not will.hostname:
        raise CutOff("it was sent to no address")
    if was.scheme == "https" and will.scheme != "https":
        raise InvalidRequest(
            f"{was.hostname} leads to {will.hostname} without encryption.", "Nothing was fetched. Try another network."
        )
    return there


def _connection(url: SplitResult, wait_s: float) -> http.client.HTTPConnection:
    """A connection to where an address says, or to the proxy that the system names for it."""
    host, port = url.hostname or "", url.port
    proxy = urlsplit(_proxy(url))
    encrypted = url.scheme == "https"
    near, near_port = (proxy.hostname, proxy.port) if proxy.hostname else (host, port)
    connection = (
        http.client.HTTPSConnection(near, near_port, timeout=wait_s, context=_context())
        if encrypted
        else http.client.HTTPConnection(near, near_port, timeout=wait_s)
    )
    if encrypted and proxy.hostname:
        connection.set_tunnel(host, port, _signed_in(proxy))
    return connection


def _proxy_headers(url: SplitResult, target: str) -> dict[str, str]:
    """What a proxy has to be told that is asked for a whole address."""
    return _signed_in(urlsplit(_proxy(url))) if "://" in target else {}


def _signed_in(proxy: SplitResult) -> dict[str, str]:
    """Name and password of a proxy, where the system's settings have them."""
    if proxy.username is None:
        return {}
    told = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}".encode()
    return {"Proxy-Authorization": f"Basic {b64encode(told).decode()}"}


def _proxied(connection: http.client.HTTPConnection, url: SplitResult) -> bool:
    return url.scheme == "http" and connection.host != url.hostname


def _proxy(url: SplitResult) -> str:
    if url.hostname in LOOPBACK or proxy_bypass(url.hostname or ""):
        return ""
    named = getproxies().get(url.scheme, "")
    return named if "://" in named or not named else f"http://{named}"


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not context.get_ca_certs():
        there = next((place for place in _CERTIFICATES if Path(place).is_file()), None)
        if there is not None:
            context.load_verify_locations(there)
    return context


def _told(fault: Exception) -> str:
    match fault:
        case TimeoutError():
            return "it went silent"
        case http.client.IncompleteRead() | http.client.RemoteDisconnected():
            return "the connection was cut"
        case socket.gaierror():
            return "its address could not be found"
        case OSError(strerror=str(text)):
            return text[:1].lower() + text[1:]
        case _:
            return "the connection was cut"
