from pathlib import Path

import pytest

from studio.engine.media.preflight import check_room, check_target
from studio.errors import DeviceLimit, InvalidRequest


def test_places_where_a_film_can_be_written(tmp_path: Path) -> None:
    check_target(tmp_path / "film.mp4")
    check_target(tmp_path / "FILM.MP4", tmp_path / "script.fountain")
    (tmp_path / "old.mp4").write_bytes(b"")
    check_target(tmp_path / "old.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["old.mp4"]


def test_places_where_it_cannot(tmp_path: Path) -> None:
    project = tmp_path / "Ball.tsuzuki"
    (project / "takes").mkdir(parents=True)
    renamed = tmp_path / "renamed"
    renamed.mkdir()
    (renamed / "film.sqlite").write_bytes(b"")
    (tmp_path / "folder.mp4").mkdir()
    (tmp_path / "script.mp4").write_bytes(b"")
    (tmp_path / "file").write_bytes(b"")
    for target, words in (
        (tmp_path / "film.avi", "film.mp4"),
        (tmp_path / "film", "film.mp4"),
        (project, "is a folder"),
        (project / "film.mp4", "inside the project"),
        (project / "takes" / "film.mp4", "inside the project"),
        (renamed / "film.mp4", "inside the project"),
        (tmp_path / "folder.mp4", "is a folder"),
        (tmp_path / "none" / "film.mp4", "no folder"),
        (tmp_path / "file" / "film.mp4", "no folder"),
        (Path("/proc/film.mp4"), "cannot be written"),
        (tmp_path / "script.mp4", "made from"),
    ):
        with pytest.raises(InvalidRequest) as refusal:
            check_target(target, tmp_path / "script.mp4")
        assert words in refusal.value.sentence
        assert refusal.value.remedy


def test_a_film_larger_than_the_disk_is_refused(tmp_path: Path) -> None:
    check_room(tmp_path, 1000)
    with pytest.raises(DeviceLimit, match="are free"):
        check_room(tmp_path, 1 << 60)
