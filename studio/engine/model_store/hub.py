"""What a hub says of a repository: its commit, and the names, sizes and sums of its files.

Source: the hub's HTTP interface as huggingface_hub 2.4 uses it: ``/api/models/REPO/revision/REV`` names the commit,
``/api/models/REPO/tree/COMMIT?recursive=True`` lists its files in pages (RFC 8288 ``Link`` with rel="next"), and
``/REPO/resolve/COMMIT/PATH`` gives a file. Large files have ``lfs.oid``, their SHA-256; for the others ``oid`` is
git's own sum.
"""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final, TypeVar
from urllib.parse import quote, urljoin, urlsplit

import msgspec
from msgspec import Struct

from studio.engine.model_store.fetching import BUSY, Patience, after_s, refused
from studio.engine.model_store.names import WEIGHTS, holds_data
from studio.engine.model_store.network import LOOPBACK, Answer, CutOff, Network
from studio.engine.model_store.pins import COMMIT, PinnedFile, is_sum
from studio.engine.painters.catalogue import Source
from studio.engine.stop import StopToken
from studio.errors import DeviceLimit, InvalidRequest, MediaUnreadable

PUBLIC: Final = "https://huggingface.co"
_SHORTLY: Final = Patience(first_s=0.5, tries=3)
_MOST_BYTES: Final = 8 << 20
_MOST_FILES: Final = 5000
_NEXT: Final = re.compile(r'<([^>]+)>\s*;[^,]*rel="?next"?')
_LICENCES: Final = ("LICENSE*", "LICENCE*", "NOTICE*")
_NOT_A_PAGE: Final = "Check the address of the hub, and whether this network asks to sign in first."
Told = TypeVar("Told")


class _Revision(Struct):
    sha: str


class _Lfs(Struct):
    oid: str
    size: int


class _Entry(Struct):
    type: str
    path: str
    oid: str = ""
    size: int = 0
    lfs: _Lfs | None = None


@dataclass(frozen=True)
class Hub:
    """A hub's address, and how it is asked. Nothing is said to it but the addresses asked for."""

    network: Network
    address: str = PUBLIC
    patience: Patience = _SHORTLY

    def files_of(self, source: Source, stop: StopToken) -> tuple[PinnedFile, ...]:
        """What is needed of a repository, at the commit that the source names or else the newest.

        Raises:
            StudioError: the hub cannot be reached, does not have it, or lists nothing that is needed.
        """
        commit = source.commit or self._newest(source.repo, stop)
        found = [_pinned(one, source, commit) for one in self._tree(source.repo, commit, stop) if one.type == "file"]
        needed = tuple(file for file in needed_of(found, source.wanted) if file.size > 0)
        if not any(file.path.endswith(WEIGHTS) for file in needed):
            raise InvalidRequest(
                f"{source.repo} lists no safetensors files at commit {commit[:8]}.",
                "Weights in other kinds of files are not fetched. Choose another painter.",
            )
        return needed

    def address_of(self, file: PinnedFile) -> str:
        """Where a file is fetched from."""
        return f"{self.address}/{quote(file.repo)}/resolve/{file.commit}/{quote(file.remote)}"

    def _newest(self, repo: str, stop: StopToken) -> str:
        data, _ = self._read(f"{self.address}/api/models/{quote(repo)}/revision/main", repo, stop)
        commit = _told(data, _Revision, repo).sha
        if not is_sum(commit, COMMIT):
            raise MediaUnreadable(f"The hub names no commit of {repo}.", _NOT_A_PAGE)
        return commit

    def _tree(self, repo: str, commit: str, stop: StopToken) -> list[_Entry]:
        found: list[_Entry] = []
        url: str | None = f"{self.address}/api/models/{quote(repo)}/tree/{commit}?recursive=True&expand=False"
        while url is not None:
            data, link = self._read(url, repo, stop)
            found += _told(data, list[_Entry], repo)
            url = self._following(url, link)
            if len(found) > _MOST_FILES:
                raise MediaUnreadable(f"{repo} lists more files than any model has.", _NOT_A_PAGE)
        return found

    def _following(self, url: str, link: str) -> str | None:
        """The next page of a listing, at the hub that was asked: no other host has a say in it."""
        found = _NEXT.search(link)
        if found is None:
            return None
        there, base = urlsplit(urljoin(url, found.group(1))), urlsplit(self.address)
        return there._replace(scheme=base.scheme, netloc=base.netloc).geturl()

    def _read(self, url: str, repo: str, stop: StopToken) -> tuple[bytes, str]:
        """A small answer, whole, and its Link header; asked for again a few times."""
        failed = 0
        while True:
            try:
                return self._ask(url, repo)
            except CutOff as cut:
                stop.check()
                failed += 1
                if failed >= self.patience.tries:
                    raise DeviceLimit(
                        f"{urlsplit(self.address).hostname} cannot be reached: {cut}.",
                        "Check the network, and press Download again.",
                    ) from cut
                stop.wait(self.patience.pause_s(failed, cut.after_s))
                stop.check()

    def _ask(self, url: str, repo: str) -> tuple[bytes, str]:
        answer = self.network.get(url)
        try:
            if answer.status in BUSY:
                raise CutOff("it is too busy", after_s(answer.headers.get("retry-after", "")))
            if answer.status != 200:
                raise refused(answer.status, "its list of files", repo)
            return _whole(answer), answer.headers.get("link", "")
        finally:
            answer.close()


def hub_at(network: Network, address: str = PUBLIC) -> Hub:
    """The hub at an address.

    Raises:
        InvalidRequest: what it says could be changed on the way: it is neither encrypted nor on this machine.
    """
    parts = urlsplit(address)
    if not (parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))):
        raise InvalidRequest(f"{address} is no encrypted address of a hub.", f"Write it like {PUBLIC}.")
    return Hub(network, address.rstrip("/"))


def needed_of(files: list[PinnedFile], wanted: tuple[str, ...]) -> tuple[PinnedFile, ...]:
    """The files that patterns ask for, in kinds that only hold data, one variant of each; licences go with them.

    A pattern has as many parts as the paths that it matches: ``*/*.json`` is every JSON file one folder down.
    """
    asked = [
        file
        for file in files
        if any(_matches(file.remote, one) for one in (*wanted, *_LICENCES)) and _readable(file.remote)
    ]
    there = {file.remote for file in asked}
    return tuple(file for file in asked if not _is_variant(file.remote, there))


def _matches(path: str, pattern: str) -> bool:
    parts, patterns = path.split("/"), pattern.split("/")
    return len(parts) == len(patterns) and all(map(fnmatchcase, parts, patterns))


def _readable(path: str) -> bool:
    return holds_data(path) or any(fnmatchcase(path, one) and "." not in path for one in _LICENCES)


def _is_variant(path: str, there: set[str]) -> bool:
    """Whether a file is another's with a word put in, as ``model.fp16.safetensors`` beside ``model.safetensors``."""
    folder, slash, name = path.rpartition("/")
    words = name.split(".")
    without = (".".join(words[:at] + words[at + 1 :]) for at in range(1, len(words) - 1))
    return any(f"{folder}{slash}{other}" in there for other in without)


def _pinned(entry: _Entry, source: Source, commit: str) -> PinnedFile:
    return PinnedFile(
        path=f"{source.folder}/{entry.path}" if source.folder else entry.path,
        size=entry.lfs.size if entry.lfs is not None else entry.size,
        repo=source.repo,
        commit=commit,
        remote=entry.path,
        sha256=entry.lfs.oid if entry.lfs is not None else "",
        blob="" if entry.lfs is not None else entry.oid,
    )


def _told(data: bytes, kind: type[Told], repo: str) -> Told:
    try:
        return msgspec.json.decode(data, type=kind)
    except (ValueError, RecursionError) as fault:
        raise MediaUnreadable(f"What the hub says of {repo} cannot be read.", _NOT_A_PAGE) from fault


def _whole(answer: Answer) -> bytes:
    data = bytearray()
    while piece := answer.read(1 << 16):
        data += piece
        if len(data) > _MOST_BYTES:
            raise MediaUnreadable("The hub's list of files is longer than any is.", _NOT_A_PAGE)
    told = answer.headers.get("content-length")
    if told is not None and told != str(len(data)):
        raise CutOff("the connection was cut")
    return bytes(data)
