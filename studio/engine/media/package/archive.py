"""The ZIP in a package: written so that equal contents give equal bytes, and read as a stranger's.

Media are stored as they are, texts are deflated. Before ``zipfile`` sees anything, the size of the ZIP's own index is
read from its last bytes and bounded; then every name and size is judged before a byte is unpacked.
"""

import hashlib
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from studio.engine.media.ffmpeg import told_plainly
from studio.engine.media.package.boxes import BoxWriter, Carried, Window, carried_by
from studio.engine.media.package.limits import DEFLATED_BYTES, INDEX_BYTES, LONGEST_NAME, MOST_ENTRIES
from studio.engine.media.package.record import Entry
from studio.engine.stop import StopToken
from studio.errors import MissingResource, ProjectUnreadable

MIMETYPE: Final = "mimetype"
MIME: Final = b"application/vnd.tsuzuki.package+zip"
_TEXTS: Final = (".json", ".jsonl", ".fountain", ".txt")
_BLOCK: Final = 2**20
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_END: Final = struct.Struct("<4sHHHHIIH")
_END_64: Final = struct.Struct("<4sQHHIIQQQQ")
_NAME: Final = re.compile(r"[\w][\w .()+@-]*(/[\w][\w .()+@-]*){0,3}")
"""Words with a few marks in at most four steps: no step begins with a dot, none is empty, none goes up."""
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What ``zipfile`` raises over bytes that are no ZIP, beside errors of its own."""
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""What Windows takes for a device whatever follows."""


@dataclass(frozen=True)
class Content:
    """A file to be packed: its name in the ZIP, and its bytes or where they lie."""

    name: str
    source: bytes | Path

    @property
    def size(self) -> int:
        """How many bytes.

        Raises:
            MissingResource: the file is gone.
        """
        if isinstance(self.source, bytes):
            return len(self.source)
        try:
            return self.source.stat().st_size
        except OSError as fault:
            raise MissingResource(f"{self.source} is gone.", "Put it back, and export again.") from fault


def pack(path: Path, contents: Sequence[Content], stop: StopToken) -> Generator[int, None, Carried]:
    """Append contents to a film at ``path`` as a ZIP in boxes; yields how many bytes were added, block after block.

    Raises:
        DeviceLimit: the disk is full. MissingResource: a file to be packed is gone. Stopped: the token was set.
    """
    with told_plainly(path), path.open("r+b") as file:
        boxes = BoxWriter(file)
        # The writer cannot go back, and zipfile then writes each size after the bytes it is of.
        with zipfile.ZipFile(cast(IO[bytes], boxes), "w") as archive:
            for content in (Content(MIMETYPE, MIME), *contents):
                yield from _add(archive, content, stop)
        return boxes.close()


def _add(archive: zipfile.ZipFile, content: Content, stop: StopToken) -> Iterator[int]:
    info = zipfile.ZipInfo(content.name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED if content.name.endswith(_TEXTS) else zipfile.ZIP_STORED
    info.external_attr = 0o644 << 16
    info.file_size = content.size
    with _reading(content) as source, archive.open(info, "w") as entry:
        while block := source.read(_BLOCK):
            stop.check()
            entry.write(block)
            yield len(block)


@contextmanager
def _reading(content: Content) -> Generator[BinaryIO]:
    if isinstance(content.source, bytes):
        yield io.BytesIO(content.source)
        return
    with content.source.open("rb") as file:
        yield file


def entry_of(content: Content, stop: StopToken) -> Generator[int, None, Entry]:
    """A content as the record lists it; yields how many bytes were read, block after block."""
    digest = hashlib.sha256()
    with told_plainly(Path(content.name)), _reading(content) as source:
        while block := source.read(_BLOCK):
            stop.check()
            digest.update(block)
            yield len(block)
    return Entry(content.name, content.size, digest.hexdigest())


class Unpacked:
    """A package that is being read; made by ``unpacking``. Every name in it was judged."""

    def __init__(self, archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo], carried: Carried, called: str):
        self._archive = archive
        self._infos = infos
        self.carried = carried
        self.called = called

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files in it."""
        return tuple(self._infos)

    def size(self, name: str) -> int:
        """How long a file in it is, unpacked."""
        return self._infos[name].file_size

    def text(self, name: str, most: int) -> bytes:
        """A small file, whole.

        Raises:
            ProjectUnreadable: it is not there, larger than ``most`` bytes, or damaged.
        """
        if name not in self._infos:
            raise broken(self.called, f"{name} is missing")
        if self.size(name) > most:
            raise broken(self.called, f"{name} is far larger than it can be")
        return b"".join(self.blocks(name))

    def blocks(self, name: str) -> Iterator[bytes]:
        """A file in it, block after block, never more than its index says.

        Raises:
            ProjectUnreadable: it is damaged.
        """
        left = self.size(name)
        try:
            with self._archive.open(self._infos[name]) as entry:
                while block := entry.read(min(_BLOCK, left + 1)):
                    left -= len(block)
                    if left < 0:
                        raise broken(self.called, f"{name} is longer than it says")
                    yield block
        except _DAMAGE as fault:
            raise broken(self.called, f"{name} is damaged") from fault
        if left:
            raise broken(self.called, f"{name} is cut short")


def carries(path: Path) -> bool:
    """Whether a film carries a package, by its boxes alone.

    Raises:
        ProjectUnreadable: its boxes are damaged. MissingResource: no such file.
    """
    with _film(path) as file:
        return carried_by(file, path.name) is not None


@contextmanager
def unpacking(path: Path) -> Generator[Unpacked | None]:
    """Read the package in a film; None where the file carries none.

    Raises:
        ProjectUnreadable: it is damaged, or holds what no package of ours does. MissingResource: no such file.
    """
    called = path.name
    with _film(path) as file:
        carried = carried_by(file, called)
        if carried is None:
            yield None
            return
        window = Window(file, carried)
        _check_index(window, carried, called)
        if window.digest() != carried.sha256:
            raise broken(called, "its project was changed after it was packed")
        window.seek(0)
        with _archive(window, called) as archive:
            yield Unpacked(archive, _judged(archive, carried, called), carried, called)


def _film(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as fault:
        raise MissingResource(f"{path} cannot be read ({fault.strerror}).", "Check the path.") from fault


def _check_index(window: Window, carried: Carried, called: str) -> None:
    """The ZIP ends as ours do, without a comment, and its index is of a size that can be read into memory."""
    if carried.size < _END.size:
        raise broken(called, "its project is cut short")
    window.seek(carried.size - _END.size)
    mark, _, _, _, _, size, _, comment = _END.unpack(_read(window, _END.size))
    if mark != b"PK\5\6" or comment:
        raise broken(called, "its project is cut short or damaged")
    if size == 0xFFFFFFFF:
        size = _size_64(window, carried.size, called)
    if size > INDEX_BYTES:
        raise broken(called, "it holds more files than any film needs")


def _size_64(window: Window, total: int, called: str) -> int:
    begin = total - _END.size - 20 - _END_64.size  # the locator of 20 bytes lies between
    if begin < 0:
        raise broken(called, "its project is cut short")
    window.seek(begin)
    mark, *rest = _END_64.unpack(_read(window, _END_64.size))
    if mark != b"PK\6\6":
        raise broken(called, "its project is damaged")
    return int(rest[7])


def _read(window: Window, count: int) -> bytes:
    data = b""
    while len(data) < count and (block := window.read(count - len(data))):
        data += block
    return data.ljust(count, b"\0")


@contextmanager
def _archive(window: Window, called: str) -> Generator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(io.BufferedReader(window, 2**16))
    except (*_DAMAGE, struct.error) as fault:
        raise broken(called, "its project is damaged") from fault
    with archive:
        yield archive


def _judged(archive: zipfile.ZipFile, carried: Carried, called: str) -> dict[str, zipfile.ZipInfo]:
    """Every file by its name, when all of them are as in packages of ours."""
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise broken(called, f"it holds {len(infos):,} files, and a film needs at most {MOST_ENTRIES:,}")
    found: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for info in infos:
        _check_entry(info, called)
        key = unicodedata.normalize("NFC", info.filename).casefold()
        if key in folded:
            raise broken(called, f"it holds {_told(info.filename)} twice")
        folded.add(key)
        found[info.filename] = info
    deflated = sum(one.file_size for one in infos if one.compress_type == zipfile.ZIP_DEFLATED)
    if deflated > DEFLATED_BYTES:
        raise broken(called, f"it would unpack to {deflated / 2**30:.1f} GiB, which no package of a film does")
    if sum(one.compress_size for one in infos) > carried.size:
        raise broken(called, "it would unpack to more than it holds")
    return found


def _check_entry(info: zipfile.ZipInfo, called: str) -> None:
    name = info.filename
    if not is_plain_name(name) or getattr(info, "orig_filename", name) != name:
        raise broken(called, f"{_told(name)} is no name for a file in it")
    if info.external_attr >> 28 not in (0, 0o10):  # the kind of a Unix file: none told, or a plain one
        raise broken(called, f"{_told(name)} is no plain file")
    if info.flag_bits & 0x1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise broken(called, f"{_told(name)} is packed in a way that packages are not")
    if info.compress_type == zipfile.ZIP_STORED and info.compress_size != info.file_size:
        raise broken(called, f"{_told(name)} is not as long as it says")


def is_plain_name(name: str) -> bool:
    """Whether a name stays within the folder it is written in, on every system."""
    if not name or len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        return False
    return not any(_RESERVED.fullmatch(step) or step.endswith((".", " ")) for step in name.split("/"))


def _told(name: str) -> str:
    return repr(name if len(name) <= 60 else f"{name[:60]}…")


def broken(called: str, why: str) -> ProjectUnreadable:
    """Why a package is not opened."""
    return ProjectUnreadable(
        f"The project in {called} cannot be opened: {why.rstrip('.')}.", "Ask its author for a whole copy."
    )
