"""Reading how any film was made, and whether that can be believed."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, Final, cast

import msgspec

from studio.engine.media.package.archive import Unpacked, unpacking
from studio.engine.media.package.judging import read_as
from studio.engine.media.package.limits import JSON_BYTES
from studio.engine.media.package.record import RECORD, CameoUsed, PackageRecord, PainterUsed, ShotMade
from studio.engine.provenance.device import known_certificates, serial_of
from studio.engine.provenance.manifest import FILM, LIKENESS, PROJECT
from studio.engine.provenance.signing import own_anchors, settings
from studio.errors import ProjectUnreadable
from studio.timeline.lineage import Ancestor

MADE_WITH: Final = "Made with Tsuzuki"
"""What the studio writes into a film's comment; where it stands and no manifest is found, one was taken away."""
_EXPIRED: Final = "signingCredential.expired"
_UNTRUSTED: Final = "signingCredential.untrusted"
_MOST_DEEP: Final = 16


class Standing(Enum):
    """How a film's provenance is found. Never "verified": a signature says who signed, and not that it is true."""

    HERE = "signed here"
    ELSEWHERE = "signed elsewhere"
    EXPIRED = "signed, expired"
    CHANGED = "changed"
    STRIPPED = "stripped"
    UNSIGNED = "unsigned"


@dataclass(frozen=True)
class Part:
    """Something that a film was made with, as its manifest names it: how it was found when it was taken in, and what it
    was itself made with.
    """

    title: str
    is_parent: bool
    standing: Standing
    signer: str = ""
    parts: "tuple[Part, ...]" = ()


@dataclass(frozen=True)
class Provenance:
    """What is known of how a film was made.

    standing, signer: see ``Standing``; the name in the certificate, "" unsigned. faults: what does not hold, in C2PA's
    own codes. actions: what was done, as the manifest has it. project: "" whole, "none" where the film carries none, or
    why it is not believed.
    """

    standing: Standing
    signer: str = ""
    faults: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    licence: str = ""
    terms: str = ""
    source: str = ""
    software: str = ""
    painters: tuple[PainterUsed, ...] = ()
    shots: tuple[ShotMade, ...] = ()
    cameos: tuple[CameoUsed, ...] = ()
    ancestors: tuple[Ancestor, ...] = ()
    parts: tuple[Part, ...] = ()
    actions: tuple[str, ...] = ()
    project: str = "none"

    def values(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        return {"standing": self.standing.value, **msgspec.to_builtins(self, builtin_types=(), enc_hook=str)}


class _FilmTold(msgspec.Struct, frozen=True):
    """The studio's own assertion, as far as it is read back."""

    title: str = ""
    author: str = ""
    licence: str = ""
    terms: dict[str, Any] = {}
    painters: tuple[PainterUsed, ...] = ()
    shots: tuple[ShotMade, ...] = ()
    parents: tuple[Ancestor, ...] = ()


def provenance_of(path: Path) -> Provenance:
    """What is known of how the film at ``path`` was made. Opens no connection.

    Raises:
        MissingResource: no such file. ProjectUnreadable is never raised: a damaged project is told.
    """
    try:
        with unpacking(path) as package:
            return provenance_beside(path, package)
    except ProjectUnreadable as fault:
        return _provenance(path, _Inside(str(fault)))


def provenance_beside(path: Path, package: Unpacked | None) -> Provenance:
    """The same of a film whose package is open already: it is not gone through once more. None: it carries none."""
    return _provenance(path, _inside(package))


def _provenance(path: Path, inside: "_Inside") -> Provenance:
    store, faults = _store(path)
    if store is None:
        standing = Standing.CHANGED if faults else _bare(path, inside.record)
        return _from_record(inside, standing, faults)
    label = str(store.get("active_manifest", ""))
    manifest = store["manifests"][label]
    found = _Manifests(store["manifests"], store.get("validation_results", {}))
    told = _told(manifest)
    faults = _failures(store.get("validation_results", {}).get("activeManifest", {}))
    if (mismatch := _mismatch(manifest, inside)) is not None:
        inside, faults = replace(inside, how=mismatch), (*faults, "org.tsuzuki.project.mismatch")
    return Provenance(
        standing=_standing(store.get("validation_state"), faults, manifest),
        signer=_signer(manifest),
        faults=tuple(one for one in faults if one != _UNTRUSTED),
        title=told.title or str(manifest.get("title") or ""),
        author=told.author,
        licence=told.licence,
        terms=str(told.terms.get("words", "")),
        source=_source(manifest),
        software=_software(manifest),
        painters=told.painters,
        shots=told.shots,
        cameos=_cameos(manifest),
        ancestors=told.parents,
        parts=found.parts(manifest, 0),
        actions=tuple(_actions(manifest)),
        project=inside.how,
    )


def _store(path: Path) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """The manifests as c2pa reports them; or None, and why they are not believed at all."""
    from c2pa import C2paError, Context, Reader

    try:
        context = Context.from_dict(settings(own_anchors()))
        with Reader(path, context=context) as reader:
            store = cast(dict[str, Any], json.loads(reader.json()))
    except C2paError.ManifestNotFound:
        return None, ()
    except C2paError as fault:
        return None, () if _is_no_media(str(fault)) else (f"unreadable: {str(fault).splitlines()[0][:160]}",)
    except (ValueError, RecursionError):
        return None, ("unreadable: its manifest is no manifest",)
    if store.get("active_manifest") not in store.get("manifests", {}):
        return None, ("unreadable: its manifest names none that is there",)
    return store, ()


def _is_no_media(fault: str) -> bool:
    """A kind of file that C2PA has no place in is unsigned, not changed."""
    return fault.startswith(("NotSupported", "Other: unsupported type")) or "type is unsupported" in fault


@dataclass(frozen=True)
class _Inside:
    """The project in a film. how: "" whole, "none" where there is none, or why it is not believed."""

    how: str
    record: PackageRecord | None = None
    sha256: str = ""


def _inside(package: Unpacked | None) -> _Inside:
    if package is None:
        return _Inside("none")
    try:
        record = read_as(package.text(RECORD, JSON_BYTES), PackageRecord, package.called, RECORD)
    except ProjectUnreadable as fault:
        return _Inside(str(fault))
    return _Inside("", record, package.carried.sha256)


def _mismatch(manifest: dict[str, Any], inside: _Inside) -> str | None:
    """Why the project in the file is not the one that was signed; None where it is, or none was."""
    declared = _assertion(manifest, PROJECT)
    match inside.how:
        case _ if not declared:
            return None
        case "none":
            return "The project that it was signed with was taken out."
        case "":
            same = inside.sha256 == declared.get("sha256")
            return None if same else "The project in it is not the one that it was signed with."
        case _:
            return inside.how


def _bare(path: Path, record: PackageRecord | None) -> Standing:
    """Whether a film without a manifest once had one, as far as the film itself still tells."""
    if record is not None:
        return Standing.STRIPPED if record.signed else Standing.UNSIGNED
    return Standing.STRIPPED if _says_made_here(path) else Standing.UNSIGNED


def _says_made_here(path: Path) -> bool:
    from studio.engine.media.ffmpeg import reading
    from studio.errors import MediaUnreadable

    try:
        with reading(path) as film:
            return film.metadata.get("comment", "").startswith(MADE_WITH)
    except MediaUnreadable:
        return False


def _from_record(inside: _Inside, standing: Standing, faults: tuple[str, ...]) -> Provenance:
    """What an unsigned package says of itself, which nobody vouches for."""
    record = inside.record
    if record is None:
        return Provenance(standing, faults=faults, project=inside.how)
    return Provenance(
        standing,
        faults=faults,
        title=record.title,
        author=record.author,
        licence=record.terms.licence.value,
        terms=record.terms.words,
        software=record.made_with,
        painters=record.painters,
        shots=record.shots,
        cameos=record.cameos,
        ancestors=record.parents,
        project=inside.how,
    )


def _failures(results: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(one.get("code", "")) for one in results.get("failure", ()))


def _standing(state: object, faults: tuple[str, ...], manifest: dict[str, Any]) -> Standing:
    worse = set(faults) - {_UNTRUSTED}
    if worse == {_EXPIRED}:
        return Standing.EXPIRED
    if worse or state == "Invalid":
        return Standing.CHANGED
    return Standing.HERE if _is_own(manifest) and _UNTRUSTED not in faults else Standing.ELSEWHERE


def _is_own(manifest: dict[str, Any]) -> bool:
    known = known_certificates()
    serial = str(manifest.get("signature_info", {}).get("cert_serial_number", ""))
    return known is not None and serial == serial_of(known)


def _signer(manifest: dict[str, Any]) -> str:
    info = manifest.get("signature_info", {})
    return str(info.get("common_name") or info.get("issuer") or "")


def _software(manifest: dict[str, Any]) -> str:
    for info in manifest.get("claim_generator_info", ()):
        return f"{info.get('name', '')} {info.get('version', '')}".strip()
    return ""


def _assertion(manifest: dict[str, Any], label: str) -> dict[str, Any]:
    for one in manifest.get("assertions", ()):
        if str(one.get("label", "")).split("__")[0] == label and isinstance(one.get("data"), dict):
            return cast(dict[str, Any], one["data"])
    return {}


def _told(manifest: dict[str, Any]) -> _FilmTold:
    """The studio's own assertion; nothing where another program signed, or what it says is no such thing."""
    try:
        return msgspec.convert(_assertion(manifest, FILM), _FilmTold)
    except (msgspec.ValidationError, RecursionError):
        return _FilmTold()


def _cameos(manifest: dict[str, Any]) -> tuple[CameoUsed, ...]:
    try:
        return msgspec.convert(_assertion(manifest, LIKENESS).get("cameos", ()), tuple[CameoUsed, ...])
    except (msgspec.ValidationError, RecursionError):
        return ()


def _action_list(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    told = _assertion(manifest, "c2pa.actions.v2") or _assertion(manifest, "c2pa.actions")
    return [one for one in told.get("actions", []) if isinstance(one, dict)]


def _actions(manifest: dict[str, Any]) -> Iterator[str]:
    for one in _action_list(manifest)[:10_000]:
        name, said = str(one.get("action", "")), str(one.get("description", ""))
        yield f"{name} ({said})" if said else name


def _source(manifest: dict[str, Any]) -> str:
    """How the whole came to be, by the first action that says so."""
    kinds = (str(one.get("digitalSourceType", "")) for one in _action_list(manifest))
    return next((kind.rsplit("/", 1)[-1] for kind in kinds if kind), "")


class _Manifests:
    """The manifests of a file by label, gone down into from the active one.

    An ingredient was checked by whoever took it in, and what they found lies in the manifest; c2pa checks it again now,
    by what is trusted here, and tells where it finds otherwise.
    """

    def __init__(self, manifests: dict[str, Any], results: dict[str, Any]) -> None:
        self._manifests = manifests
        deltas = [one.get("validationDeltas", {}) for one in results.get("ingredientDeltas") or ()]
        self._trusted_now = {_label_in(one) for delta in deltas for one in delta.get("success", ()) if _is_trust(one)}
        self._failing_now = [one for delta in deltas for one in delta.get("failure", ())]

    def parts(self, manifest: dict[str, Any], deep: int) -> tuple[Part, ...]:
        """What a manifest's film was made with."""
        if deep >= _MOST_DEEP:
            return ()
        return tuple(self._part(one, deep) for one in manifest.get("ingredients", ())[:500])

    def _part(self, ingredient: dict[str, Any], deep: int) -> Part:
        label = str(ingredient.get("active_manifest") or "")
        own = self._manifests.get(label)
        title = str(ingredient.get("title") or "Something without a name")
        is_parent = ingredient.get("relationship") == "parentOf"
        results = ingredient.get("validation_results", {}).get("activeManifest", {})
        found = {*_failures(results), *(str(one.get("code")) for one in self._failing_now if _label_in(one) == label)}
        faults = found - {_UNTRUSTED}
        if own is None:
            return Part(title, is_parent, Standing.CHANGED if faults else Standing.UNSIGNED)
        trusted = label in self._trusted_now or _UNTRUSTED not in found
        standing = Standing.HERE if trusted and _is_own(own) else Standing.ELSEWHERE
        if faults:
            standing = Standing.EXPIRED if faults == {_EXPIRED} else Standing.CHANGED
        return Part(title, is_parent, standing, _signer(own), self.parts(own, deep + 1))


def _label_in(result: dict[str, Any]) -> str:
    """The manifest that a result is of: ``self#jumbf=/c2pa/LABEL/c2pa.signature``."""
    _, _, after = str(result.get("url", "")).partition("/c2pa/")
    return after.split("/")[0]


def _is_trust(result: dict[str, Any]) -> bool:
    return result.get("code") == "signingCredential.trusted"


def is_film(path: Path) -> bool:
    """Whether a file begins as MP4 and MOV films do."""
    try:
        with path.open("rb") as file:
            return file.read(8)[4:8] == b"ftyp" and os.fstat(file.fileno()).st_size > 8
    except OSError:
        return False
