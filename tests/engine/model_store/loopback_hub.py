"""A hub on this machine's loopback, with a real socket, that can be told to misbehave; and small models for it."""

import datetime
import hashlib
import ipaddress
import json
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from studio.engine.model_store.fetching import Patience
from studio.engine.painters.catalogue import Conditioning, FrameRule, Licence, PainterEntry, Setting, Source

COMMIT = "c0ffee" * 6 + "c0ff"
QUICK = Patience(first_s=0.001, most_s=0.002, tries=3, asked_s=0.001)
LARGE = 1000
"""Files of so many bytes and more are kept as the hub keeps large ones: with their SHA-256 in the listing."""


# --- models ---------------------------------------------------------------------------------------
def weights(numbers: int = 64, seed: int = 0) -> bytes:
    """A safetensors file of one tensor of random numbers."""
    data = np.random.default_rng(seed).standard_normal(numbers).astype("<f4").tobytes()
    header = json.dumps({"w": {"dtype": "F32", "shape": [numbers], "data_offsets": [0, len(data)]}}).encode()
    header += b" " * (-len(header) % 8)
    return struct.pack("<Q", len(header)) + header + data


def model(size: int = 300_000, seed: int = 0) -> dict[str, bytes]:
    """A small pipeline as a repository holds it, with things in it that nobody wants."""
    index = {
        "_class_name": "TinyPipeline",
        "boundary_ratio": None,
        "transformer": ["diffusers", "TinyModel"],
        "text_encoder": ["transformers", "TinyEncoder"],
        "transformer_2": [None, None],
    }
    return {
        "model_index.json": json.dumps(index).encode(),
        "transformer/config.json": json.dumps({"layers": seed}).encode(),
        "transformer/diffusion_pytorch_model.safetensors": weights(size // 4, seed + 1),
        "transformer/diffusion_pytorch_model.fp16.safetensors": weights(300, seed + 2),
        "text_encoder/config.json": b"{}",
        "text_encoder/model.safetensors": weights(60_000, 99),
        "text_encoder/pytorch_model.bin": b"a pickle",
        "README.md": b"# Tiny",
        "LICENSE.txt": b"Do as you like.",
        "run_me.py": b"raise SystemExit",
    }


WANTED = ("model_index.json", "*/*.json", "*/*.safetensors", "*/*.bin", "*.py")


def entry(name: str = "tiny", *, disk_gb: float = 0.001, sources: tuple[Source, ...] = ()) -> PainterEntry:
    """A painter of the catalogue, of a repository of our own hub."""
    how = Setting(64, 64, 1, 2, 1.0)
    return PainterEntry(
        name=name,
        title=name.capitalize(),
        pipeline="TinyPipeline",
        source=sources[0] if sources else Source(f"studio/{name}", wanted=WANTED),
        beside=sources[1:],
        licence=Licence("CC0-1.0", "Public domain", "Free to use."),
        memory_gb=1,
        disk_gb=disk_gb,
        weights_gb={"transformer": 0.001, "text_encoder": 0.001},
        conditioning=(Conditioning.CONTROL,),
        size_multiple=16,
        frame_rule=FrameRule(1, 1, 1),
        rate_fps=24,
        draft=how,
        good=how,
        best=how,
    )


# --- how a server can misbehave -------------------------------------------------------------------
@dataclass(frozen=True)
class Cut:
    """Sends so many bytes, and hangs up."""

    after: int


@dataclass(frozen=True)
class Lies:
    """Says another length than the file has, and sends so many bytes more (or fewer)."""

    by: int
    says: bool = True


@dataclass(frozen=True)
class Spoils:
    """Changes one byte."""

    at: int


@dataclass(frozen=True)
class NoRanges:
    """Sends the whole file whatever part of it was asked for; and hangs up after so many bytes, if told."""

    cut: int | None = None


@dataclass(frozen=True)
class Sends:
    """Answers with a status, and headers."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Waits:
    """Sends so many bytes; then says that it waits, and sends the rest only once it is let."""

    after: int
    waiting: threading.Event = field(default_factory=threading.Event)
    let: threading.Event = field(default_factory=threading.Event)


Fault = Cut | Lies | Spoils | NoRanges | Sends | Waits


@dataclass(frozen=True)
class Asked:
    """A request that came: path, and the byte from which."""

    path: str
    start: int


class LoopbackHub:
    """Repositories by name, served as the hub does. ``faults`` are used up one a request, for a file's own name."""

    def __init__(self) -> None:
        self.repos: dict[str, dict[str, bytes]] = {}
        self.faults: dict[str, list[Fault]] = {}
        self.listed: Callable[[list[dict[str, object]]], list[dict[str, object]]] = list
        self.commit = COMMIT
        self.asked: list[Asked] = []
        self.headers: list[dict[str, str]] = []
        self.page = 4
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def address(self) -> str:
        """Where it is."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def files_asked(self) -> list[str]:
        """Names of files that were asked for, in order."""
        return [one.path.split("/resolve/")[1].partition("/")[2] for one in self.asked if "/resolve/" in one.path]

    @contextmanager
    def encrypted(self, folder: Path) -> Iterator[str]:
        """Serve with a certificate that nobody vouches for, for a while; gives the address."""
        certificate, key = self_made(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        server.handle_error = lambda *_: None  # a client that hangs up is what is tested
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        server.server_close()
        thread.join()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = unquote(urlsplit(self.path).path)
                told = self.headers.get("Range", "")
                start = int(told.removeprefix("bytes=").rstrip("-")) if told else 0
                hub.asked.append(Asked(path, start))
                hub.headers.append(dict(self.headers))
                try:
                    self._answer(path, start)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def _answer(self, path: str, start: int) -> None:
                if path.startswith("/api/"):
                    self._list(path, int(parse_qs(urlsplit(self.path).query).get("from", ["0"])[0]))
                    return
                repo, _, rest = path.lstrip("/").partition("/resolve/")
                name = rest.partition("/")[2]
                data = hub.repos.get(repo, {}).get(name)
                faults = hub.faults.get(name, [])
                if data is None:
                    self._plain(404, b"")
                else:
                    self._send(data, start, faults.pop(0) if faults else None)

            def _list(self, path: str, at: int) -> None:
                repo, _, rest = path.removeprefix("/api/models/").partition("/tree/")
                repo = repo.partition("/revision/")[0]
                if repo not in hub.repos:
                    self._plain(404, b"{}")
                elif not rest:
                    self._plain(200, json.dumps({"sha": hub.commit, "id": repo}).encode())
                else:
                    rows = hub.listed([row(name, data) for name, data in hub.repos[repo].items()])
                    more = (
                        f'<{hub.address}{path}?from={at + hub.page}>; rel="next"' if at + hub.page < len(rows) else ""
                    )
                    headers = {"Link": more} if more else {}
                    self._plain(200, json.dumps(rows[at : at + hub.page]).encode(), headers)

            def _plain(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
                self.send_response(status)
                for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def _send(self, data: bytes, start: int, fault: Fault | None) -> None:
                length, sent = len(data) - start, data[start:]
                match fault:
                    case Sends(status=status, headers=headers):
                        self._plain(status, b"", dict(headers))
                        return
                    case NoRanges(cut=cut):
                        start, length, sent = 0, len(data), data if cut is None else data[:cut]
                    case Cut(after=after):
                        sent = sent[:after]
                    case Spoils(at=at):
                        spoilt = bytearray(data)
                        spoilt[at] ^= 1
                        sent = bytes(spoilt)[start:]
                    case Lies(by=by, says=says):
                        sent = (sent + bytes(max(0, by)))[: length + by]
                        length = length + by if says else -1
                    case Waits() | None:
                        pass
                self.send_response(206 if start else 200)
                if start:
                    self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
                if length >= 0:
                    self.send_header("Content-Length", str(length))
                self.end_headers()
                if isinstance(fault, Waits):
                    self.wfile.write(sent[: fault.after])
                    fault.waiting.set()
                    fault.let.wait(10)
                    sent = sent[fault.after :]
                self.wfile.write(sent)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def self_made(folder: Path) -> tuple[Path, Path]:
    """A certificate for loopback that it signed itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "c.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    kind = serialization.PrivateFormat.PKCS8
    (folder / "k.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, plain))
    return folder / "c.pem", folder / "k.pem"


def row(name: str, data: bytes) -> dict[str, object]:
    """A file as a hub lists it."""
    git = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
    told: dict[str, object] = {"type": "file", "path": name, "oid": git, "size": len(data)}
    if len(data) >= LARGE:
        told["lfs"] = {"oid": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
    return told


@contextmanager
def serving() -> Iterator[LoopbackHub]:
    """A hub for a while."""
    hub = LoopbackHub()
    try:
        yield hub
    finally:
        hub.close()
