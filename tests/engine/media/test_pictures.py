"""Pictures from files: upright, in any depth and colour, and refused in one sentence where they cannot be used."""

import struct
import zlib
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from studio.engine.media.pictures import is_picture, read_bytes, read_picture
from studio.engine.stills import kept_still, picture_of, still_taken_in
from studio.errors import DeviceLimit, MediaUnreadable, MissingResource

WIDE = np.zeros((40, 80, 3), np.uint8)
WIDE[:, :40] = (200, 30, 20)
WIDE[20:, 40:] = (20, 40, 220)


def encoded(picture: NDArray[np.generic], kind: str = ".png") -> bytes:
    """An RGB picture (or grey, or RGBA) as a file."""
    order = {3: [2, 1, 0], 4: [2, 1, 0, 3]}.get(picture.shape[2] if picture.ndim == 3 else 0)
    return cv2.imencode(kind, picture if order is None else picture[..., order])[1].tobytes()


def with_orientation(jpeg: bytes, orientation: int) -> bytes:
    """A JPEG with an EXIF tag that says how it is to be held."""
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0)
    exif = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def claimed_png(width: int, height: int) -> bytes:
    """A PNG that says it has this size, and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def test_a_photograph_is_held_as_its_exif_says() -> None:
    plain = encoded(WIDE, ".jpg")
    upright = {turn: read_picture(with_orientation(plain, turn), "photo.jpg", 4096) for turn in (1, 3, 6, 8)}
    assert [one.colour.shape[:2] for one in upright.values()] == [(40, 80), (40, 80), (80, 40), (80, 40)]
    assert upright[6].size == (40, 80)
    red = {turn: tuple(np.argwhere(one.colour[..., 0] > 150).mean(0).round()) for turn, one in upright.items()}
    assert red[1] == pytest.approx((20, 20), abs=1)
    assert red[3] == pytest.approx((20, 60), abs=1)
    assert red[6] == pytest.approx((20, 20), abs=1)
    assert red[8] == pytest.approx((60, 20), abs=1)


@pytest.mark.parametrize("kind", [".png", ".jpg", ".webp", ".bmp"])
def test_every_usual_kind_is_read_in_its_colours(kind: str) -> None:
    seen = read_picture(encoded(WIDE, kind), f"a{kind}", 4096)
    assert seen.alpha is None
    assert seen.colour[20, 10].astype(int) == pytest.approx(WIDE[20, 10].astype(int), abs=24)
    assert seen.colour[35, 70].astype(int) == pytest.approx(WIDE[35, 70].astype(int), abs=24)


def test_sixteen_bits_grey_and_transparency_are_understood() -> None:
    deep = read_picture(encoded(WIDE.astype(np.uint16) * 257), "deep.png", 4096)
    assert deep.colour[20, 10] == pytest.approx(WIDE[20, 10], abs=1)
    grey = read_picture(encoded(WIDE[..., 0]), "grey.png", 4096)
    assert (grey.colour[5, 5] == 200).all()
    see_through = np.dstack([WIDE, np.where(WIDE[..., 0] > 100, 255, 0).astype(np.uint8)])
    alpha = read_picture(encoded(see_through), "cut.png", 4096).alpha
    assert alpha is not None
    assert alpha[20, 10] == 255
    assert alpha[20, 70] == 0


def test_the_first_frame_of_an_animation_is_used_and_that_is_said(tmp_path: Path) -> None:
    animation = cv2.Animation()
    animation.frames = [np.ascontiguousarray(np.roll(WIDE, 20 * n, 1)[..., ::-1]) for n in range(3)]
    animation.durations = [100, 100, 100]
    cv2.imwriteanimation(str(tmp_path / "moves.gif"), animation)
    _, note = still_taken_in(tmp_path / "moves.gif")
    assert note == "It has 3 frames, of which the first is used."


def test_a_huge_jpeg_is_read_small_and_a_huge_png_is_refused_with_numbers() -> None:
    huge = np.zeros((1500, 20_000), np.uint8)
    huge[:, :10_000] = 255
    seen = read_picture(encoded(huge, ".jpg"), "huge.jpg", 1000)
    assert seen.colour.shape == (75, 1000, 3)
    assert seen.size == (20_000, 1500)
    assert seen.colour[40, 100, 0] > 240 > 20 > seen.colour[40, 900, 0]
    with pytest.raises(DeviceLimit, match=r"20000x20000 pixels, 400 million; 120 million"):
        read_picture(claimed_png(20_000, 20_000), "huge.png", 1000)


def test_what_cannot_be_a_still_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with av.open(tmp_path / "clip.mp4", "w") as clip:
        stream = clip.add_stream("mpeg4", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for _ in range(3):
            clip.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")))
        clip.mux(stream.encode())
    (tmp_path / "words.png").write_text("No picture at all, however long it goes on.")
    (tmp_path / "half.jpg").write_bytes(
        encoded(np.random.default_rng(0).integers(0, 255, (200, 200, 3)), ".jpg")[:9000]
    )
    (tmp_path / "half.png").write_bytes(encoded(WIDE)[:60])
    (tmp_path / "dot.png").write_bytes(encoded(WIDE[:1, :1]))
    (tmp_path / "strip.png").write_bytes(encoded(np.full((30, 20_000, 3), 90, np.uint8)))
    (tmp_path / "empty.png").write_bytes(b"")
    told = {
        "clip.mp4": "is a video, not a still picture",
        "words.png": "is not a picture that can be read",
        "half.jpg": "is broken",
        "half.png": "is",
        "dot.png": "has 1x1 pixels, too few",
        "strip.png": "has 20000x30 pixels, too narrow a strip",
        "empty.png": "is not a picture",
    }
    for name, words in told.items():
        with pytest.raises(MediaUnreadable) as refused:
            still_taken_in(tmp_path / name)
        assert f"{name} {words}" in str(refused.value)
        assert refused.value.remedy
    with pytest.raises(MissingResource, match="cannot be read"):
        read_bytes(tmp_path / "nowhere.png")
    with pytest.raises(MediaUnreadable, match="is a folder"):
        read_bytes(tmp_path)


def test_a_picture_is_kept_with_its_project_and_known_by_what_is_in_it(tmp_path: Path) -> None:
    project = tmp_path / "Film.tsuzuki"
    project.mkdir()
    source = tmp_path / "sea.png"
    source.write_bytes(encoded(WIDE))
    kept = kept_still(still_taken_in(source)[0], project)
    source.unlink()
    assert (project / kept.path).read_bytes() == encoded(WIDE)
    assert not Path(kept.path).is_absolute()
    (project / kept.path).write_bytes(encoded(WIDE[::-1]))
    found = still_taken_in(project / kept.path)[0]
    assert found.sha256 != kept.sha256
    with pytest.raises(MissingResource, match="not the one that the film was made with"):
        picture_of(type(kept)(kept.name, str(project / kept.path), kept.sha256), 512)


def test_pictures_are_told_from_scripts_by_their_first_bytes() -> None:
    assert is_picture(encoded(WIDE)[:16])
    assert is_picture(encoded(WIDE, ".webp")[:16])
    assert not is_picture(b"INT. CLASSROOM -", ".txt")
