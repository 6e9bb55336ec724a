"""What a card says and offers, worked out from what is here and what is under way: a value, so it can be looked at."""

from dataclasses import dataclass, replace
from enum import Enum

from studio.engine.model_store.downloading import Offer
from studio.engine.model_store.requests import Add, Advanced, Ask, Fetch, Verify
from studio.engine.model_store.shelf import Presence, Shelved
from studio.engine.model_store.sizes import in_bytes
from studio.engine.model_store.telling import in_words, size_in_words
from studio.ui.models.deliveries import Errand


class Tone(Enum):
    """How a card's mark looks."""

    ABSENT = "absent"
    BUSY = "busy"
    HERE = "here"
    BROKEN = "broken"


class Verb(Enum):
    """What can be done with a model: the word on the button."""

    DOWNLOAD = "Download…"
    RESUME = "Resume"
    MEND = "Mend"
    PAUSE = "Pause"
    CANCEL = "Cancel"
    DISCARD = "Delete what came"
    STOP = "Stop"
    ADD = "Add from folder…"
    VERIFY = "Verify"
    FOLDER = "Open folder"
    REMOVE = "Remove…"
    FORGET = "Forget"
    REMOVE_NOW = "Remove it"
    KEEP = "Keep it"


TIPS = {
    Verb.DOWNLOAD: "Ask what there is to fetch, and show it before anything is fetched",
    Verb.RESUME: "Go on with the download where it was left",
    Verb.MEND: "Fetch only the files that are damaged or gone",
    Verb.PAUSE: "Stop, and keep what has come",
    Verb.CANCEL: "Stop, and delete what has come",
    Verb.DISCARD: "Delete the part of it that has come",
    Verb.STOP: "Stop this",
    Verb.ADD: "Use a folder that you have already; it stays where it is",
    Verb.VERIFY: "Read every file, and compare its sum with its makers' list",
    Verb.FOLDER: "Show its folder on the desktop",
    Verb.REMOVE: "Delete it from this disk",
    Verb.FORGET: "Take it off this list; its folder stays as it is",
    Verb.REMOVE_NOW: "Delete it from this disk now",
    Verb.KEEP: "Leave it here",
}


@dataclass(frozen=True)
class CardState:
    """All that changes on a card. progress: bytes done and of all, None for none. note: the line is a warning."""

    status: str
    tone: Tone
    line: str = ""
    note: bool = False
    progress: tuple[int, int] | None = None
    verbs: tuple[Verb, ...] = ()
    offer: Offer | None = None


def state_of(
    model: Shelved,
    errand: Errand | None,
    offer: Offer | None,
    said: tuple[str, bool] = ("", False),
    *,
    leaving: bool = False,
) -> CardState:
    """What a card shows. said: the last sentence about the model, and whether it is a refusal. leaving: asks whether
    it is really to be removed.
    """
    if errand is not None:
        return _under_way(model, errand)
    if offer is not None:
        return replace(_lying(model), verbs=(), offer=offer, line="", note=False)
    if leaving:
        question = f"Delete {in_bytes(model.bytes_here)}? Getting it back means downloading it again."
        return replace(_lying(model), line=question, note=False, verbs=(Verb.REMOVE_NOW, Verb.KEEP))
    state = _lying(model)
    sentence, refusal = said
    return replace(state, line=sentence, note=refusal) if sentence else state


def _lying(model: Shelved) -> CardState:
    """What a card shows while nothing is under way."""
    match model.presence:
        case Presence.ABSENT:
            return CardState("Not installed", Tone.ABSENT, verbs=(Verb.DOWNLOAD, Verb.ADD))
        case Presence.PARTLY:
            line = f"{in_bytes(model.bytes_here)} of {size_in_words(model)} are here"
            so_far = (model.bytes_here, max(model.size, model.bytes_here))
            return CardState("Paused", Tone.BUSY, line, progress=so_far, verbs=(Verb.RESUME, Verb.DISCARD))
        case Presence.HERE:
            where = (Verb.VERIFY, Verb.FOLDER, Verb.FORGET if model.own else Verb.REMOVE)
            return CardState("Your folder" if model.own else "Installed", Tone.HERE, verbs=where)
        case Presence.BROKEN:
            fault = f"{model.fault.rstrip('.')}."
            verbs = (Verb.FOLDER, Verb.FORGET) if model.own else (Verb.MEND, Verb.REMOVE)
            return CardState("Damaged", Tone.BROKEN, fault, note=True, verbs=verbs)


def _under_way(model: Shelved, errand: Errand) -> CardState:
    advanced = errand.advanced
    match errand.request:
        case Ask():
            return CardState("Asking", Tone.BUSY, "Asking what there is to fetch…", verbs=(Verb.STOP,))
        case Fetch():
            verbs = (Verb.PAUSE, Verb.CANCEL)
            if advanced is None:
                so_far = (model.bytes_here, max(1, model.size))
                return CardState("Waiting", Tone.BUSY, "Waiting for its turn", progress=so_far, verbs=verbs)
            return _going("Downloading", advanced, verbs)
        case Verify() | Add():
            if advanced is None:
                return CardState("Verifying", Tone.BUSY, "Looking at its files…", verbs=(Verb.STOP,))
            return _going("Verifying", advanced, (Verb.STOP,))
        case _:
            return CardState("Working", Tone.BUSY)


def _going(status: str, advanced: Advanced, verbs: tuple[Verb, ...]) -> CardState:
    waits = bool(advanced.waiting)
    return CardState(
        "Waiting" if waits else status,
        Tone.BUSY,
        in_words(advanced),
        note=waits,
        progress=(advanced.done, max(1, advanced.total)),
        verbs=verbs,
    )
