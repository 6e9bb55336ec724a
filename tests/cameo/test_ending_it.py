"""Having nothing of a cameo any more, taking it back from one of many, and what a parent keeps from being made."""

from pathlib import Path

import pytest
from cameo_world import DAY, DOUBLE, Person, lend, two_friends

from studio.cameo.deleting import recorded
from studio.cameo.likeness import DOUBLE as KEPT
from studio.cameo.likeness import CameoId, Cleared, Level, LikenessRefused, Limits, Portrayal, check_likeness
from studio.cameo.profile import Profile
from studio.cameo.registry import Work
from studio.cameo.telling import told_of
from studio.engine.cameo_desk import do
from studio.engine.cameo_jobs import DoWithCameos, TakeInFiles
from studio.engine.jobs import JobId
from studio.errors import InvalidRequest
from studio.timeline.film import CastId, CastMember, Film, Look, Voice

PIN = "482913"


def check(person: Person, cameo: str) -> Cleared:
    return check_likeness(Portrayal(CastMember(CastId("x"), "X", Look(), Voice(), cameo=cameo)), person.home)


def sealed(person: Person) -> list[Path]:
    return list((person.folder / "vault").rglob("*.sealed"))


def keys(person: Person) -> list[str]:
    return [name for name in person.secrets.held if name.startswith("cameo key")]


def test_deleting_ones_cameo_destroys_its_key_and_takes_it_back_from_everybody(tmp_path: Path) -> None:
    hana, ken, cameo = two_friends(tmp_path)
    (backup,) = [path.read_bytes() for path in sealed(hana)]
    (file,) = hana.home.destroy(cameo)
    assert (sealed(hana), keys(hana), hana.home.registry.entries) == ([], [], {})
    place = hana.folder / "vault" / cameo / f"{KEPT}.sealed"
    place.parent.mkdir(parents=True)
    place.write_bytes(backup)
    with pytest.raises(LikenessRefused, match="no grant"):
        check(hana, cameo)
    ken.gets(file)
    with pytest.raises(LikenessRefused, match="taken their cameo back"):
        check(ken, cameo)
    assert hana.home.make_cameo("hana", "Hana", DOUBLE, adult=True) != cameo, "the handle is free again"


def test_a_lent_cameo_that_was_given_up_does_not_come_back_with_its_old_file(tmp_path: Path) -> None:
    hana, ken, cameo = two_friends(tmp_path)
    file = hana.home.lend(cameo, ken.id)
    ken.gets(file)
    assert ken.home.destroy(cameo) == ()
    assert (sealed(ken), keys(ken)) == ([], [])
    with pytest.raises(InvalidRequest, match="taken this grant back"):
        ken.gets(file)
    ken.restarted()
    with pytest.raises(LikenessRefused):
        check(ken, cameo)
    ken.gets(hana.home.lend(cameo, ken.id))
    assert check(ken, cameo), "a new one counts"


def test_beginning_anew_and_forgetting_leases_leave_nobodys_face_behind(tmp_path: Path) -> None:
    hana, ken, _ = two_friends(tmp_path)
    mine = ken.home.make_cameo("ken", "Ken", DOUBLE, adult=True)
    ken.home.forget_leases()
    assert [path.parent.name for path in sealed(ken)] == [mine]
    assert check(ken, mine)
    (hana.folder / "registry.json").write_bytes(b"{}")
    hana.restarted().begin_anew()
    assert (sealed(hana), keys(hana)) == ([], [])


def test_taking_it_back_from_one_mutual_leaves_the_others_theirs(tmp_path: Path) -> None:
    hana, ken, cameo = two_friends(tmp_path)
    mai = Person(tmp_path / "mai", "Mai", "mai")
    hana.knows(mai)
    mai.knows(hana)
    hana.home.set_rules(cameo, Level.MUTUALS, Limits())
    for friend in (ken, mai):
        hana.home.follow(friend.id)
        hana.gets(friend.home.follow(hana.id))
        friend.gets(hana.home.lend(cameo, friend.id))
    (file,) = hana.home.revoke(cameo, ken.id)
    ken.gets(file)
    with pytest.raises(LikenessRefused, match="taken their cameo back"):
        check(ken, cameo)
    assert check(mai, cameo)
    hana.clock += 6 * DAY
    (renewed,) = hana.home.renewals()
    assert renewed.to == "Mai"
    with pytest.raises(InvalidRequest, match="do not let Ken"):
        hana.home.lend(cameo, ken.id)
    (shown,) = told_of(hana.home).cameos
    assert {one.name: one.taken_back for one in shown.grants} == {"Ken": True, "Mai": False}
    (kens,) = [one.state for one in shown.grants if one.name == "Ken"]
    assert kens.startswith("taken back; over by 2027-01-2")
    hana.home.approve(cameo, ken.id)
    assert hana.home.lend(cameo, ken.id), "until she approves him again"


def test_only_ones_own_videos_are_all_deleted(tmp_path: Path) -> None:
    _, ken, cameo = two_friends(tmp_path)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"a film")
    work = Work(str(film), "film", (cameo,), (), ken.clock)
    ken.home.change(lambda registry: recorded(registry, work))
    with pytest.raises(InvalidRequest, match="not yours"):
        ken.home.delete_everything(cameo)
    assert film.exists()
    assert ken.home.registry.receipts == ()


def test_until_a_day_is_through_that_day(tmp_path: Path) -> None:
    from studio.cameo.days import day, end_of, last_day

    hana, ken, cameo = two_friends(tmp_path)
    year, month, number = map(int, day(hana.clock + 2 * DAY).split("-"))
    end = end_of(year, month, number)
    assert last_day(end) == day(hana.clock + 2 * DAY)
    lend(hana, ken, cameo, Limits(until=end))
    ken.clock = end - 1
    assert day(ken.clock) == last_day(end)
    assert check(ken, cameo)
    ken.clock = end
    with pytest.raises(LikenessRefused, match="a date that is past"):
        check(ken, cameo)


def test_a_child_who_says_that_they_are_18_is_still_a_child_in_a_childs_profile(tmp_path: Path) -> None:
    mika = Person(tmp_path, "Mika", "mika")
    mika.home.profile_file.set(Profile(minor=True), PIN)
    cameo = mika.home.make_cameo("mika", "Mika", DOUBLE, adult=True)
    held = mika.home.held(cameo)
    assert held is not None
    assert not held.cameo.adult
    with pytest.raises(InvalidRequest, match="never for everyone"):
        mika.home.set_rules(cameo, Level.EVERYONE, Limits())


@pytest.mark.parametrize("minor", [False, True])
def test_where_a_parent_has_cameos_off_none_is_made(tmp_path: Path, minor: bool) -> None:
    mika = Person(tmp_path, "Mika", "mika")
    mika.home.profile_file.set(Profile(cameos=False, minor=minor), PIN)
    for adult in (False, True):
        with pytest.raises(InvalidRequest, match="does not allow cameos"):
            mika.home.make_cameo("mika", "Mika", DOUBLE, adult=adult)
    assert sealed(mika) == []


def test_lending_what_is_for_oneself_alone_says_what_to_change(tmp_path: Path) -> None:
    hana, ken = Person(tmp_path / "h", "Hana", "hana"), Person(tmp_path / "k", "Ken", "ken")
    hana.knows(ken)
    cameo: CameoId = hana.home.make_cameo("hana", "Hana", DOUBLE, adult=True)
    hana.home.approve(cameo, ken.id)
    with pytest.raises(InvalidRequest) as refused:
        hana.home.lend(cameo, ken.id)
    assert "people I approve" in refused.value.remedy


def test_a_card_and_what_its_owner_sends_may_be_dropped_together(tmp_path: Path) -> None:
    hana, ken = Person(tmp_path / "h", "Hana", "hana"), Person(tmp_path / "k", "Ken", "ken")
    hana.knows(ken)
    cameo = hana.home.make_cameo("hana", "Hana", DOUBLE, adult=True)
    hana.home.set_rules(cameo, Level.APPROVED, Limits())
    hana.home.approve(cameo, ken.id)
    lent, card = tmp_path / "a.cameo", tmp_path / "hana.card"
    lent.write_bytes(hana.home.lend(cameo, ken.id).data)
    card.write_bytes((hana.folder / "card.json").read_bytes())
    known = do(DoWithCameos(TakeInFiles((lent, card)), Film("")), JobId(1), ken.home)
    assert len(known.said) == 2
    assert check(ken, cameo)


def test_the_owner_is_told_when_a_lease_should_be_renewed(tmp_path: Path) -> None:
    hana, _, cameo = two_friends(tmp_path)

    def state() -> str:
        return told_of(hana.home).cameos[0].grants[0].state

    assert state() == "until 2027-01-22"
    hana.clock += 6 * DAY
    assert state().endswith("soon: renew it")
    hana.home.renewals()
    assert state() == "until 2027-01-28"
    hana.home.set_rules(cameo, Level.APPROVED, Limits(no_violence=True))
    assert state().endswith("under the rules before: renew it")
