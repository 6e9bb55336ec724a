"""torch and diffusers come into memory without the window's standing still meanwhile.

What holds Python's lock while they are imported (measured with a 5 ms ticker, see decision 032): the cyclic collector,
which goes over the half million objects that come, again and again, up to 0.6 s each time; and the loading of torch's
own library, 0.6 s. Executing modules holds it for 36 ms at most. So the collector is kept away from what comes, by
having it count as permanent as it comes, and torch's library is loaded by a call that lets go of the lock.

The imports have a thread of their own: it shares nothing with the engine thread but the lock, so previews go on
meanwhile, and a job that is stopped ends at once. The thread finishes what it began; the next job finds it done.
"""

import ctypes
import gc
import importlib
import os
import sys
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from studio.errors import MissingResource

_OFFLINE: Final = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "DIFFUSERS_DISABLE_REMOTE_CODE": "true",
    "TOKENIZERS_PARALLELISM": "false",
}
_RTLD_NOW, _RTLD_GLOBAL = 2, 0x100
_LOOK_S: Final = 0.02
_ROOTS: Final = ("torch", "diffusers", "transformers", "accelerate", "peft", "safetensors.torch")

Named = tuple[str, str]
"""A module, and the name in it that is wanted: libraries load most of themselves when a name is asked for."""


@dataclass(eq=False)
class _Coming:
    """Imports under way, or done. One at a time in the process."""

    wanted: list[Named] = field(default_factory=list[Named])
    thread: threading.Thread | None = None
    fault: ImportError | None = None


_coming: Final = _Coming()
_done: Final[set[Named]] = set()
_guard: Final = threading.Lock()


def libraries(wanted: Sequence[Named] = ()) -> None:
    """Load torch, diffusers and what else is wanted of them, offline for good; returns when they are there.

    Raises:
        MissingResource: they are not installed.
    """
    for _ in arriving(wanted):
        pass


def arriving(wanted: Sequence[Named] = ()) -> Generator[None]:
    """The same in steps of 20 ms, in which whoever waits may do other things, or leave.

    Raises:
        MissingResource: they are not installed.
    """
    names = [*((root, "") for root in _ROOTS), *wanted]
    while missing := [name for name in names if name not in _done]:
        thread = _begun(missing)
        while thread.is_alive():
            yield
            thread.join(_LOOK_S)
        if _coming.fault is not None:
            raise MissingResource(
                "The libraries that diffusion painters need are not installed.", 'Install them: pip install ".[paint]".'
            ) from _coming.fault


def _begun(missing: list[Named]) -> threading.Thread:
    """The thread that imports: the one under way, or a new one for what is missing."""
    with _guard:
        if _coming.thread is None or not _coming.thread.is_alive():
            os.environ.update(_OFFLINE)
            _coming.wanted, _coming.fault = missing, None
            _coming.thread = threading.Thread(target=_import, name="libraries", daemon=True)
            _coming.thread.start()
        return _coming.thread


def _import() -> None:
    """Import on a thread of its own; what comes is counted as permanent as it comes, whoever waits for it or not."""
    if "torch" not in sys.modules:
        _preload()
    with _collector_away():
        importing = threading.Thread(target=_import_all, name="importing", daemon=True)
        importing.start()
        while importing.is_alive():
            importing.join(_LOOK_S)
            gc.freeze()


def _import_all() -> None:
    for module, name in _coming.wanted:
        try:
            found: Any = importlib.import_module(module)
        except ImportError as fault:
            if module in _ROOTS:
                _coming.fault = fault
                return
        else:
            if name:
                getattr(found, name, None)
        _done.add((module, name))


@contextmanager
def _collector_away() -> Generator[None]:
    """Nothing is looked over inside, and nothing of what came ever is."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def _preload() -> None:
    """Have torch's library in memory before Python asks for it, holding its lock meanwhile."""
    found = find_spec("torch")
    if found is None or found.origin is None or not sys.platform.startswith("linux"):
        return
    library = Path(found.origin).parent / "lib" / "libtorch_python.so"
    system = ctypes.CDLL(None)
    system.dlopen.restype = ctypes.c_void_p
    system.dlopen.argtypes = [ctypes.c_char_p, ctypes.c_int]
    system.dlopen(str(library).encode(), _RTLD_NOW | _RTLD_GLOBAL)
