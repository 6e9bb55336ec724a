"""Whatever becomes of a part on the disk, and however often the network fails: what gets its name is the right file."""

import hashlib
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.engine.model_store.fetching import Errand, Patience, fetch
from studio.engine.model_store.network import Answer, CutOff
from studio.engine.model_store.parts import note_of, part_of
from studio.engine.model_store.pins import PinnedFile
from studio.engine.model_store.steps import to_the_end
from studio.engine.stop import StopToken

DATA = bytes(number * 31 % 251 for number in range(4000))
FILE = PinnedFile("w.safetensors", len(DATA), "a/b", "0" * 40, "w.safetensors", hashlib.sha256(DATA).hexdigest())
EVERY = 700


@dataclass
class Sent:
    """An answer in memory, cut off after so many bytes."""

    status: int
    headers: dict[str, str]
    rest: bytes
    left: int

    def read(self, most: int) -> bytes:
        if not self.rest:
            return b""
        if self.left <= 0:
            raise CutOff("the connection was cut")
        piece = self.rest[: min(most, self.left, 97)]
        self.rest, self.left = self.rest[len(piece) :], self.left - len(piece)
        return piece

    def close(self) -> None:
        pass


@dataclass
class Flaky:
    """A network that cuts each answer off after the next of some numbers of bytes, and then never again."""

    cuts: list[int]
    ranges: bool = True
    sent: int = 0
    starts: list[int] = field(default_factory=list)

    def get(self, url: str, start: int = 0) -> Answer:
        self.starts.append(start)
        start = start if self.ranges else 0
        headers = {"content-range": f"bytes {start}-{len(DATA) - 1}/{len(DATA)}"} if start else {}
        return Sent(206 if start else 200, headers, DATA[start:], self.cuts.pop(0) if self.cuts else len(DATA))

    def abort(self) -> None:
        pass


def fetched(place: Path, network: Flaky, pieces: int | None = None) -> bool:
    """Fetch, wholly or until so many pieces have come; whether it came to its end."""
    patience = Patience(first_s=0.0, most_s=0.0, tries=50)
    steps = fetch(Errand(FILE, "", place, network, StopToken(), patience, EVERY))
    if pieces is None:
        assert to_the_end(steps) == FILE.sha256
        return True
    for _ in range(pieces):
        try:
            next(steps)
        except StopIteration:
            return True
    steps.close()
    return False


def spoil(path: Path, at: int, how: str) -> None:
    """Do to a file what a crash, a bad disk or a person may do."""
    if not path.exists():
        return
    data = bytearray(path.read_bytes())
    match how:
        case "flip" if data:
            data[at % len(data)] ^= 0xFF
            path.write_bytes(data)
        case "shorten":
            path.write_bytes(data[: at % (len(data) + 1)])
        case "lengthen":
            path.write_bytes(data + b"\0" * (at % 5000))
        case "lose":
            path.unlink()
        case _:
            pass


HARM = st.tuples(st.booleans(), st.integers(0, 6000), st.sampled_from(["flip", "shorten", "lengthen", "lose"]))


@settings(max_examples=15, deadline=None)
@given(
    rounds=st.lists(st.tuples(st.integers(1, 40), st.lists(HARM, max_size=2)), max_size=4),
    cuts=st.lists(st.integers(1, 3000), max_size=6),
    ranges=st.booleans(),
)
def test_the_right_file_comes_in_the_end(
    rounds: list[tuple[int, list[tuple[bool, int, str]]]], cuts: list[int], ranges: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "model" / FILE.path
        network = Flaky(list(cuts), ranges)
        done = False
        for pieces, harms in rounds:
            done = done or fetched(place, network, pieces)
            assert place.exists() == done
            for whole, at, how in harms if not done else ():
                spoil((part_of if whole else note_of)(place), at, how)
        if not done:
            fetched(place, network)
        assert place.read_bytes() == DATA
        assert not part_of(place).exists()
        assert not note_of(place).exists()


@given(pieces=st.integers(1, 40))
@settings(max_examples=6, deadline=None)
def test_what_was_left_in_order_is_never_asked_for_again(pieces: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / FILE.path
        if not fetched(place, Flaky([]), pieces):
            come = part_of(place).stat().st_size
            network = Flaky([])
            fetched(place, network)
            assert network.starts == [come]
            assert come == pieces * 97
