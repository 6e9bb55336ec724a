"""A profile that a PIN locks: kept, not changed without it, and noticed when it is edited or gone."""

import json
import time
from pathlib import Path

import pytest
from cameo_world import DOUBLE, Person

from studio.cameo.likeness import Level, LikenessRefused, Limits, Portrayal, check_likeness
from studio.cameo.profile import FILE, Content, Profile
from studio.cameo.signing import Untrusted
from studio.errors import InvalidRequest, StudioError
from studio.timeline.film import Camera, CastId, CastMember, Directions, Look, Seconds, Setting, Shot, ShotId, Voice

PIN = "482913"
SHOT = Shot(ShotId("s"), "Hana waits.", Directions(), Setting("park", "park"), Camera(), (), Seconds(1))


@pytest.fixture
def hana(tmp_path: Path) -> Person:
    return Person(tmp_path, "Hana", "hana")


def test_only_the_pin_changes_it_and_it_is_there_the_next_time(hana: Person) -> None:
    file = hana.home.profile_file
    file.set(Profile(content=Content.GENTLE), PIN)
    with pytest.raises(InvalidRequest, match="not the PIN"):
        file.set(Profile(), "000000")
    assert hana.restarted().profile.content is Content.GENTLE
    hana.home.profile_file.set(Profile(sharing=False), PIN)
    assert hana.restarted().profile == Profile(sharing=False)


def test_a_guess_at_the_pin_takes_a_while(hana: Person) -> None:
    hana.home.profile_file.set(Profile(), PIN)
    began = time.process_time()
    with pytest.raises(InvalidRequest):
        hana.home.profile_file.check_pin("111111")
    assert time.process_time() - began > 0.1


@pytest.mark.parametrize("attack", ["edited", "removed", "another's"])
def test_an_edited_or_removed_profile_is_noticed_and_shows_no_film(hana: Person, tmp_path: Path, attack: str) -> None:
    hana.home.profile_file.set(Profile(cameos=False), PIN)
    path = hana.folder / FILE
    match attack:
        case "edited":
            path.write_text(path.read_text().replace('\\"cameos\\":false', '\\"cameos\\":true'))
        case "removed":
            path.unlink()
        case _:
            other = Person(tmp_path / "other", "Eve", "eve")
            other.home.profile_file.set(Profile(), "999999")
            path.write_bytes((other.folder / FILE).read_bytes())
    home = hana.restarted()
    with pytest.raises(Untrusted, match="edited or removed"):
        home.barred(SHOT)


def test_it_says_what_is_allowed(hana: Person) -> None:
    cameo = hana.home.make_cameo("hana", "Hana", DOUBLE, adult=True)
    member = CastMember(CastId("hana"), "Hana", Look(), Voice(), cameo=cameo)
    assert hana.home.barred(SHOT) is None
    hour = time.localtime(hana.clock).tm_hour
    elsewhen = (hour + 1, 24) if hour < 23 else (0, 23)
    hana.home.profile_file.set(Profile(cameos=False, sharing=False, hours=elsewhen), PIN)
    assert "o'clock" in (hana.home.barred(SHOT) or "")
    with pytest.raises(LikenessRefused, match="does not allow cameos"):
        check_likeness(Portrayal(member), hana.home)
    with pytest.raises(StudioError, match="shared"):
        hana.home.set_rules(cameo, Level.APPROVED, Limits())
    hana.home.set_rules(cameo, Level.ONLY_ME, Limits())


def test_the_file_shows_no_pin(hana: Person) -> None:
    hana.home.profile_file.set(Profile(), PIN)
    text = (hana.folder / FILE).read_text()
    assert PIN not in text
    assert set(json.loads(text)) == {"profile", "salt", "nonce", "key"}


def test_where_nobody_ever_had_one_no_key_store_is_opened(tmp_path: Path) -> None:
    from studio.cameo.home import Home

    def opened() -> None:
        raise AssertionError("a key store was opened")

    home = Home(tmp_path / "never", opened)  # type: ignore[arg-type]
    assert home.barred(SHOT) is None
    assert home.me is None
    assert home.registry.entries == {}
