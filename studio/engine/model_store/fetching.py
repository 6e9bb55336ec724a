"""Fetching one file: from where the last try ended, with patience, and held to its size and sum."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studio.engine.model_store.network import Answer, CutOff, Network
from studio.engine.model_store.parts import EVERY, Part
from studio.engine.model_store.pins import PinnedFile
from studio.engine.stop import StopToken
from studio.errors import DeviceLimit, InvalidRequest, MediaUnreadable, MissingResource

PIECE: Final = 1 << 18
BUSY: Final = {408, 425, 429, 500, 502, 503, 504}
_LATER: Final = "What has come so far is kept: go on when the network is better."


@dataclass(frozen=True)
class Patience:
    """How a try that failed is followed by another: after ``first_s``, then twice as long, up to ``most_s``.

    tries: how many in a row may bring nothing. A server that says how long to wait is waited for up to ``asked_s``.
    """

    first_s: float = 1.0
    most_s: float = 30.0
    tries: int = 8
    asked_s: float = 120.0

    def pause_s(self, failed: int, asked: float | None) -> float:
        """Seconds before the next try, after so many that brought nothing."""
        if asked is not None:
            return min(asked, self.asked_s)
        return min(self.first_s * 2.0 ** max(0, failed - 1), self.most_s)


PATIENT: Final = Patience()


@dataclass(frozen=True)
class Came:
    """Bytes that came over the network, or (``again``) were read again from the disk, or given up.

    waiting: why none come just now.
    """

    file: str
    bytes: int = 0
    again: bool = False
    waiting: str = ""


@dataclass(frozen=True)
class Errand:
    """One file to fetch: from where, to where, over what, and until when."""

    file: PinnedFile
    url: str
    place: Path
    network: Network
    stop: StopToken
    patience: Patience = PATIENT
    every: int = EVERY


def fetch(errand: Errand) -> Generator[Came, None, str]:
    """Fetch a file and give it its name once it is whole and right; returns its SHA-256.

    When it ends early, for whatever reason, what has come is kept for the next time.

    Raises:
        Stopped: as asked. MissingResource: the hub does not have it, or gives it to nobody who has no account there.
        MediaUnreadable: what came is not what it should be. DeviceLimit: no network, or no room.
    """
    part = Part(errand.place, errand.file, errand.every)
    try:
        for count in part.take_up():
            yield Came(errand.file.path, count, again=True)
            errand.stop.check()
        resumed = part.position > 0
        yield from _patiently(errand, part)
        if resumed and not part.right:
            # What was there before may have been spoilt on this disk, so the whole of it is asked for once.
            yield Came(errand.file.path, -part.position, again=True)
            part.restart()
            yield from _patiently(errand, part)
        if not part.right:
            part.restart()
            raise MediaUnreadable(
                f"{errand.file.path} came with other content than its makers' listing says (its sum is wrong).",
                "It was thrown away. Try again later; if it stays so, do not use this model.",
            )
        sha256 = part.sha256
        part.finish()
        return sha256
    finally:
        part.close()


def _patiently(errand: Errand, part: Part) -> Generator[Came, None, None]:
    """Ask until all has come; tries that bring something do not count as failed."""
    failed = 0
    while part.position < errand.file.size:
        before = part.position
        try:
            yield from _once(errand, part)
        except CutOff as cut:
            errand.stop.check()
            failed = 0 if part.position > before else failed + 1
            if failed >= errand.patience.tries:
                raise DeviceLimit(f"{errand.file.path} does not come: {cut}.", _LATER) from cut
            yield Came(errand.file.path, waiting=str(cut))
            errand.stop.wait(errand.patience.pause_s(failed, cut.after_s))
        errand.stop.check()


def _once(errand: Errand, part: Part) -> Generator[Came, None, None]:
    """Ask once, and take in what comes until it ends."""
    answer = errand.network.get(errand.url, part.position)
    try:
        if not _goes_on(errand.file, answer, part.position):
            yield Came(errand.file.path, -part.position, again=True)
            part.restart()
        while part.position < errand.file.size:
            errand.stop.check()
            # One byte more than is due, so that a server which sends too much is found out.
            data = answer.read(min(PIECE, errand.file.size - part.position + 1))
            if not data:
                raise CutOff("the connection was cut")
            if part.position + len(data) > errand.file.size:
                part.restart()
                raise _wrong_size(errand.file, "more")
            part.write(data)
            yield Came(errand.file.path, len(data))
    finally:
        answer.close()


def _goes_on(file: PinnedFile, answer: Answer, position: int) -> bool:
    """Whether an answer begins at ``position``; False, it begins at the beginning.

    Raises:
        CutOff: worth asking again. MissingResource, MediaUnreadable: it is not.
    """
    match answer.status:
        case 200:
            told = answer.headers.get("content-length")
            if told is not None and told != str(file.size):
                raise _wrong_size(file, told)
            return not position
        case 206:
            start, total = _range_of(answer.headers.get("content-range", ""))
            if total is not None and total != file.size:
                raise _wrong_size(file, str(total))
            if start != position:
                raise CutOff("it answered with another part of the file")
            return True
        case 416:
            raise _wrong_size(file, "less")
        case status if status in BUSY:
            raise CutOff("it is too busy", after_s(answer.headers.get("retry-after", "")))
        case status:
            raise refused(status, file.path, file.repo)


def refused(status: int, what: str, repo: str) -> MissingResource | InvalidRequest:
    """Why a hub gives nothing, in words."""
    match status:
        case 401 | 403:
            return MissingResource(
                f"The makers of {repo} give {what} only to those who sign in on their page and agree to their terms.",
                "Tsuzuki signs in nowhere: fetch it with your browser, then use Add from folder.",
            )
        case 404 | 410:
            return MissingResource(
                f"{repo} has no {what} any more.", "Look at its makers' page; Add from folder takes a copy you have."
            )
        case _:
            return MissingResource(f"{repo} could not be asked for {what} (HTTP {status}).", "Try again later.")


def _wrong_size(file: PinnedFile, told: str) -> MediaUnreadable:
    much = told if told in ("more", "less") else f"{told} bytes"
    return MediaUnreadable(
        f"{file.path} should have {file.size} bytes, and the server sends {much}.",
        "It is refused. Try again later; if it stays so, do not use this model.",
    )


def _range_of(header: str) -> tuple[int | None, int | None]:
    """Start and total of a Content-Range. Source: RFC 9110, section 14.4."""
    unit, _, rest = header.partition(" ")
    span, _, total = rest.partition("/")
    first = span.partition("-")[0]
    start = int(first) if unit == "bytes" and first.isdecimal() else None
    return start, int(total) if total.isdecimal() else None


def after_s(header: str) -> float | None:
    """Seconds of a Retry-After that gives them; a date is as good as nothing."""
    return float(header) if header.isdecimal() else None
