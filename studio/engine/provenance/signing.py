"""Signing a film, and keeping what is known of a stranger's for the day it becomes a parent."""

from pathlib import Path
from typing import Any, Final

from studio.engine.media.ffmpeg import told_plainly
from studio.engine.provenance.device import Device, authority_of, known_certificates
from studio.engine.provenance.manifest import SOFTWARE, Ingredient, Made, ingredients_of, manifest_of
from studio.errors import MediaUnreadable

_PURPOSES: Final = "1.3.6.1.4.1.62558.2.1\n1.3.6.1.5.5.7.3.4\n"


def settings(anchors: str) -> dict[str, Any]:
    """How c2pa is to work: offline, trusting these authorities only (PEM, any number), with no pictures of its own."""
    trust: dict[str, Any] = {"trust_config": _PURPOSES} | ({"user_anchors": anchors} if anchors else {})
    return {
        "verify": {"verify_trust": True, "remote_manifest_fetch": False, "ocsp_fetch": False},
        "trust": trust,
        "builder": {"thumbnail": {"enabled": False}},
    }


def own_anchors() -> str:
    """This device's authority as PEM; "" where nothing was ever signed here."""
    known = known_certificates()
    return authority_of(known) if known else ""


def sign(path: Path, made: Made, device: Device) -> None:
    """Sign the film at ``path``, in place. Nothing may touch it afterwards.

    Raises:
        DeviceLimit: the disk is full. MediaUnreadable: c2pa refuses the film.
    """
    from c2pa import Builder, C2paError, C2paSigningAlg, Context, Signer

    signed = path.with_name(f"{path.name}.signed{path.suffix}")
    ingredients = ingredients_of(made)
    try:
        context = Context.from_dict(settings(device.authority))
        with told_plainly(path), Builder(manifest_of(made, ingredients), context) as builder:
            for one in ingredients:
                _add(builder, one)
            signer = Signer.from_callback(device.sign, C2paSigningAlg.ES256, device.chain)
            builder.sign_file(path, signed, signer)
            signed.replace(path)
    except C2paError as fault:
        raise MediaUnreadable(f"The film could not be signed ({_reason(fault)}).", "Export it again.") from fault
    finally:
        signed.unlink(missing_ok=True)


def keep_ingredient(film: Path, told: dict[str, str], target: Path) -> bool:
    """Keep what is known of a film's provenance, as checked now; False where c2pa cannot read the film at all.

    told: its title, label and relationship, as manifests call them.
    """
    from c2pa import Builder, C2paError, Context

    manifest = {"claim_generator_info": [SOFTWARE], "assertions": []}
    part = target.with_name(f".{target.name}.part")
    try:
        context = Context.from_dict(settings(own_anchors()))
        with Builder(manifest, context) as builder, film.open("rb") as source:
            builder.add_ingredient(told, "video/mp4", source)
            with told_plainly(target), part.open("w+b") as file:
                builder.write_ingredient_archive(told["label"], file)
            part.replace(target)
    except C2paError:
        return False
    finally:
        part.unlink(missing_ok=True)
    return True


def _add(builder: Any, one: Ingredient) -> None:
    with one.path.open("rb") as source:
        if one.mime:
            builder.add_ingredient(
                {"title": one.title, "relationship": "componentOf", "label": one.label}, one.mime, source
            )
        else:
            builder.add_ingredient_from_archive(source)


def _reason(fault: Exception) -> str:
    return str(fault).split("\n")[0][:160]
