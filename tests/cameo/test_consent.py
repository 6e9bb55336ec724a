"""Who may use whose cameo: the owner decides, leases end, and what was taken back stays taken back."""

from pathlib import Path

import pytest
from cameo_world import DAY, DOUBLE, VIOLET, Person, lend, two_friends

from studio.cameo.likeness import CameoId, Cleared, Harm, Level, LikenessRefused, Limits, Portrayal, check_likeness
from studio.cameo.profile import Profile
from studio.errors import InvalidRequest, StudioError
from studio.timeline.film import (
    Action,
    Camera,
    CastId,
    CastMember,
    Directions,
    Line,
    Look,
    Seconds,
    Setting,
    Shot,
    ShotId,
    Voice,
)


def playing(cameo: str, name: str = "Hana") -> CastMember:
    return CastMember(CastId(name.lower()), name, Look(), Voice(), cameo=cameo)


def shot(words: str = "Hana waits.", *beats: Action | Line) -> Shot:
    return Shot(ShotId("s1"), words, Directions(), Setting("park", "park"), Camera(), beats, Seconds(2))


def check(person: Person, cameo: str, words: str = "Hana waits.", *beats: Action | Line, **more: object) -> Cleared:
    return check_likeness(Portrayal(playing(cameo), shot(words, *beats), **more), person.home)


def test_the_owner_uses_their_own_cameo_and_it_looks_like_them(tmp_path: Path) -> None:
    hana = Person(tmp_path, "Hana", "hana")
    cameo = hana.home.make_cameo("hana", "Hana", DOUBLE, adult=True)
    cleared = check(hana, cameo)
    assert cleared.member.look.hair == VIOLET
    assert cleared.member.voice.pitch == 71
    assert hana.home.registry.entries[cameo].grant is None


def test_a_new_cameo_is_for_its_owner_alone(tmp_path: Path) -> None:
    hana, ken = Person(tmp_path / "h", "Hana", "hana"), Person(tmp_path / "k", "Ken", "ken")
    hana.knows(ken)
    cameo = hana.home.make_cameo("hana", "Hana", DOUBLE, adult=True)
    with pytest.raises(InvalidRequest, match="only me"):
        hana.home.lend(cameo, ken.id)
    with pytest.raises(LikenessRefused, match="no grant"):
        check(ken, cameo)


def test_a_friend_who_was_lent_it_may_use_it_until_the_lease_ends(tmp_path: Path) -> None:
    hana, ken, cameo = two_friends(tmp_path)
    assert check(ken, cameo).member.look.hair == VIOLET
    ken.clock += 7 * DAY - 1
    assert check(ken, cameo)
    ken.clock += 1
    with pytest.raises(LikenessRefused, match="lapsed"):
        check(ken, cameo)
    hana.clock = ken.clock
    for file in hana.home.renewals():
        ken.gets(file)
    assert check(ken, cameo)


def test_a_lease_is_renewed_only_when_it_ends_soon_and_only_while_the_owner_agrees(tmp_path: Path) -> None:
    hana, ken, cameo = two_friends(tmp_path)
    assert hana.home.renewals() == ()
    hana.clock += 6 * DAY
    assert len(hana.home.renewals()) == 1
    hana.home.revoke(cameo, ken.id)
    hana.clock += 6 * DAY
    assert hana.home.renewals() == ()


def test_a_token_stops_holding_the_moment_it_is_taken_back(tmp_path: Path) -> None:
    hana, ken, cameo = two_friends(tmp_path)
    cleared = check(ken, cameo)
    cleared.hold()
    (file,) = hana.home.revoke(cameo, ken.id)
    ken.gets(file)
    with pytest.raises(LikenessRefused, match="taken their cameo back"):
        cleared.hold()
    assert not list((ken.folder / "vault").rglob("*.sealed"))


def test_a_stranger_gets_nothing_even_under_everyone_until_they_are_known(tmp_path: Path) -> None:
    hana, ken, cameo = two_friends(tmp_path)
    hana.home.set_rules(cameo, Level.EVERYONE, Limits())
    with pytest.raises(InvalidRequest, match="card"):
        hana.home.lend(cameo, Person(tmp_path / "x", "Eve", "eve").id)
    assert hana.home.lend(cameo, ken.id)


def test_mutuals_need_both_to_follow(tmp_path: Path) -> None:
    hana, ken = Person(tmp_path / "h", "Hana", "hana"), Person(tmp_path / "k", "Ken", "ken")
    hana.knows(ken)
    ken.knows(hana)
    cameo = hana.home.make_cameo("hana", "Hana", DOUBLE, adult=True)
    hana.home.set_rules(cameo, Level.MUTUALS, Limits())
    hana.home.follow(ken.id)
    with pytest.raises(InvalidRequest, match="mutuals"):
        hana.home.lend(cameo, ken.id)
    assert hana.gets(ken.home.follow(hana.id)) == ("Ken follows you.",)
    ken.gets(hana.home.lend(cameo, ken.id))
    assert check(ken, cameo)
    hana.gets(ken.home.follow(hana.id, ends=True))
    with pytest.raises(InvalidRequest, match="mutuals"):
        hana.home.lend(cameo, ken.id)


@pytest.mark.parametrize(
    ("limits", "words", "beats", "why"),
    [
        (Limits(no_violence=True), "Hana and Ken fight with swords.", (), "violent"),
        (Limits(no_violence=True), "x", (Action(CastId("hana"), "punch"),), "violent"),
        (Limits(no_violence=True), "ハナが剣で斬りかかる。", (), "violent"),
        (Limits(no_romance=True), "x", (Action(CastId("hana"), "kiss"),), "romantic"),
        (Limits(no_romance=True), "x", (Line(CastId("ken"), "I love you, Hana."),), "romantic"),
        (Limits(no_romance=True), "ハナとケンがキスをする。", (), "romantic"),
    ],
)  # fmt: skip
def test_limits_in_words_are_held(
    tmp_path: Path, limits: Limits, words: str, beats: tuple[Action | Line, ...], why: str
) -> None:
    hana, ken, cameo = two_friends(tmp_path)
    assert check(ken, cameo, words, *beats)
    lend(hana, ken, cameo, limits)
    with pytest.raises(LikenessRefused, match=why):
        check(ken, cameo, words, *beats)
    assert check(ken, cameo, "Hana waits under a tree.")
    assert check(hana, cameo, words, *beats), "one's own limits bind others only"


def test_money_company_and_a_date_are_limits_too(tmp_path: Path) -> None:
    hana, ken, cameo = two_friends(tmp_path)
    eve = Person(tmp_path / "eve", "Eve", "eve")
    hana.knows(eve)
    ken.knows(eve)
    lend(hana, ken, cameo, Limits(no_commercial=True, not_with=(eve.id,), until=hana.clock + DAY))
    assert check(ken, cameo)
    with pytest.raises(LikenessRefused, match="money"):
        check(ken, cameo, commercial=True)
    with pytest.raises(LikenessRefused, match="with Eve"):
        check(ken, cameo, others=(playing("", "Eve"),))
    ken.clock += DAY
    with pytest.raises(LikenessRefused, match="past"):
        check(ken, cameo)


def test_what_harms_a_real_person_is_refused_unless_they_allow_it(tmp_path: Path) -> None:
    hana, ken, cameo = two_friends(tmp_path)
    with pytest.raises(LikenessRefused, match="cruelty") as told:
        check(ken, cameo, "Hana is tortured in a cellar.")
    assert "invented character" in str(told.value)
    lend(hana, ken, cameo, Limits(allows=(Harm.CRUELTY,)))
    assert check(ken, cameo, "Hana is tortured in a cellar.")
    with pytest.raises(LikenessRefused, match="sexual"):
        check(ken, cameo, "Hana is naked.")


def test_nothing_sexual_with_a_minors_cameo_whoever_asks(tmp_path: Path) -> None:
    aoi = Person(tmp_path, "Aoi", "aoi")
    with pytest.raises(InvalidRequest, match="under 18"):
        aoi.home.make_cameo("aoi", "Aoi", DOUBLE, adult=False)
    aoi.home.profile_file.set(Profile(minor=True), "482913")
    cameo = aoi.home.make_cameo("aoi", "Aoi", DOUBLE, adult=False)
    assert check(aoi, cameo)
    with pytest.raises(LikenessRefused, match="under 18"):
        check(aoi, cameo, "A sexy dance.")
    with pytest.raises(InvalidRequest, match="never for everyone"):
        aoi.home.set_rules(cameo, Level.EVERYONE, Limits())


def test_only_the_check_clears_a_likeness(tmp_path: Path) -> None:
    hana = Person(tmp_path, "Hana", "hana")
    cameo = hana.home.make_cameo("hana", "Hana", DOUBLE, adult=True)
    real = check(hana, cameo)
    with pytest.raises(TypeError):
        Cleared(real.member, real.held, real.portrayal, hana.home, object())


def test_a_handle_nobody_here_has_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="@yuki") as told:
        check(Person(tmp_path, "Hana", "hana"), "@yuki")
    assert ".cameo" in told.value.remedy


def test_it_is_all_still_there_when_the_studio_is_opened_again(tmp_path: Path) -> None:
    _, ken, cameo = two_friends(tmp_path)
    ken.restarted()
    assert check(ken, cameo).member.look.hair == VIOLET
    assert CameoId(cameo) in ken.home.registry.entries
