"""Which model lies in a folder: a fingerprint that tells two apart in a moment, whatever they weigh."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

_PROBES, _PROBE = 16, 65_536
_READ: Final = frozenset({".json", ".safetensors", ".txt", ".model", ".jinja"})


def model_fingerprint(folder: Path) -> str:
    """12 hex digits of names, sizes and samples of every file that a painter reads.

    The files' SHA-256 is checked when they are fetched; this only notices that a model is another one than before.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix in _READ and path.is_file())
    digest = hashlib.sha256()
    for path in files:
        about = path.stat()
        digest.update(f"{path.relative_to(folder).as_posix()} {about.st_size} ".encode())
        digest.update(_sampled(path, about.st_size, about.st_mtime_ns))
    return digest.hexdigest()[:12]


@lru_cache(maxsize=512)
def _sampled(path: Path, size: int, _changed: int) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        if size <= _PROBES * _PROBE:
            digest.update(file.read())
        else:
            for probe in range(_PROBES):
                file.seek((size - _PROBE) * probe // (_PROBES - 1))
                digest.update(file.read(_PROBE))
    return digest.digest()
