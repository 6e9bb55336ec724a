"""What somebody might try in order to use a likeness that they may not use. None of it may succeed.

Each attack is a function that leaves Ken's machine as an attacker would, who holds all of its files, sets its clock,
and has whatever Hana ever sent. Ken's keys are his own: a program that was changed to sign with them is out of reach.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from cameo_world import DAY, DOUBLE, Person, lend, two_friends
from msgspec.structs import replace

from studio.cameo.deleting import Deletion
from studio.cameo.identity import Card, sealed_for
from studio.cameo.likeness import (
    Cameo,
    CameoId,
    Grant,
    Held,
    Level,
    LikenessRefused,
    Limits,
    Portrayal,
    Rules,
    check_likeness,
)
from studio.cameo.parcels import Outgoing, Parcel, parcel_file
from studio.cameo.registry import Entry, Registry, RegistryFile, cameo_id
from studio.cameo.sharing import Revocation
from studio.cameo.signing import Signed, Untrusted, canonical, verified
from studio.errors import InvalidRequest, StudioError
from studio.timeline.film import CastId, CastMember, Look, Voice


@dataclass
class Scene:
    """Hana lent Ken her cameo, then took it back. lent: what he was sent; before: his folder while he had it."""

    hana: Person
    ken: Person
    cameo: CameoId
    lent: Outgoing
    before: Path

    @property
    def parcel(self) -> Parcel:
        signed = msgspec.json.decode(self.ken.home.identity.opened(self.lent.data), type=Signed)
        return verified(signed, Parcel)

    def statement(self, kind: str) -> Signed:
        return next(one for one in self.parcel.statements if one.kind == kind)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    hana, ken, cameo = two_friends(tmp_path)
    lent = lend(hana, ken, cameo)
    used(ken, cameo)
    shutil.copytree(ken.folder, tmp_path / "before")
    ken.clock += DAY
    hana.clock = ken.clock
    (taken,) = hana.home.revoke(cameo, ken.id)
    ken.gets(taken)
    return Scene(hana, ken, cameo, lent, tmp_path / "before")


def used(person: Person, cameo: str) -> Held:
    """The cameo used in a shot, as every picture of it is."""
    member = CastMember(CastId("hana"), "Hana", Look(), Voice(), cameo=cameo)
    cleared = check_likeness(Portrayal(member), person.home)
    assert cleared.member.look == DOUBLE.look
    return cleared.held


def rewritten(scene: Scene, edit: Callable[[Registry], Registry]) -> None:
    """Ken's registry edited on the disk, signature and all as they were."""
    path = scene.ken.folder / "registry.json"
    signed = msgspec.json.decode(path.read_bytes(), type=Signed)
    registry = edit(msgspec.json.decode(signed.body, type=Registry))
    path.write_bytes(canonical(replace(signed, body=canonical(registry).decode())))


def forged(scene: Scene, statement: msgspec.Struct) -> Signed:
    """A statement that Ken signs in Hana's name."""
    return replace(scene.ken.home.identity.sign(statement), by=scene.hana.id)


def with_grant(scene: Scene, grant: Signed) -> Callable[[Registry], Registry]:
    def edit(registry: Registry) -> Registry:
        entry = Entry(scene.statement("Cameo"), scene.statement("Rules"), grant)
        return replace(registry, entries={scene.cameo: entry})

    return edit


# --- after it was taken back -----------------------------------------------------------------------
def goes_on(scene: Scene) -> None:
    """Just uses it."""


def takes_in_the_old_file_again(scene: Scene) -> None:
    scene.ken.gets(scene.lent)


def puts_the_old_registry_back(scene: Scene) -> None:
    shutil.copy(scene.before / "registry.json", scene.ken.folder / "registry.json")


def puts_everything_back(scene: Scene) -> None:
    shutil.rmtree(scene.ken.folder)
    shutil.copytree(scene.before, scene.ken.folder)


def puts_everything_and_the_clock_back(scene: Scene) -> None:
    puts_everything_back(scene)
    scene.ken.clock -= DAY


def puts_the_double_back(scene: Scene) -> None:
    shutil.copytree(scene.before / "vault", scene.ken.folder / "vault", dirs_exist_ok=True)


def edits_the_floor(scene: Scene) -> None:
    rewritten(scene, lambda registry: replace(registry, entries={
        one: replace(entry, floor=0) for one, entry in registry.entries.items()
    }))  # fmt: skip


def removes_the_registry_and_takes_the_old_file_in(scene: Scene) -> None:
    (scene.ken.folder / "registry.json").unlink()
    scene.ken.restarted()
    scene.ken.gets(scene.lent)


def forges_a_grant(scene: Scene) -> None:
    real = verified(scene.statement("Grant"), Grant)
    rewritten(scene, with_grant(scene, forged(scene, replace(real, serial=99, expires=real.expires + DAY))))


def edits_the_grant(scene: Scene) -> None:
    real = scene.statement("Grant")
    rewritten(scene, with_grant(scene, replace(real, body=real.body.replace('"serial":2', '"serial":9'))))


def sends_himself_a_grant(scene: Scene) -> None:
    """A whole new parcel of his own making, with Hana's own cameo and rules in it."""
    real = verified(scene.statement("Grant"), Grant)
    grant = forged(scene, replace(real, serial=99))
    statements = (scene.statement("Cameo"), scene.statement("Rules"), grant)
    me = scene.ken.home
    signed = forged(scene, Parcel(scene.hana.id, scene.ken.id, scene.ken.clock, statements, scene.parcel.kept))
    me.take_in(sealed_for(canonical(signed), me.card[1].recipient))


def claims_the_cameo_as_his_own(scene: Scene) -> None:
    cameo = verified(scene.statement("Cameo"), Cameo)
    mine = scene.ken.home.identity.sign(replace(cameo, owner=scene.ken.id))
    rules = scene.ken.home.identity.sign(Rules(scene.cameo, scene.ken.id, 1, scene.ken.clock))
    scene.ken.home.change(lambda registry: replace(registry, entries={scene.cameo: Entry(mine, rules)}))


def passes_rules_off_as_a_grant(scene: Scene) -> None:
    rules = scene.statement("Rules")
    rewritten(scene, with_grant(scene, replace(rules, kind="Grant")))


def has_eve_lend_it(scene: Scene) -> None:
    """Eve, whom Ken knows, lends him what is not hers."""
    eve = Person(scene.before.parent / "eve", "Eve", "eve")
    scene.ken.knows(eve)
    eve.knows(scene.ken)
    real = verified(scene.statement("Grant"), Grant)
    grant = eve.home.identity.sign(replace(real, serial=99, owner=eve.id))
    statements = (scene.statement("Cameo"), scene.statement("Rules"), grant)
    scene.ken.home.take_in(
        parcel_file(eve.home.identity, scene.ken.home.card[1], statements, eve.clock, scene.parcel.kept)
    )


def forgets_leases_and_takes_the_old_file_in(scene: Scene) -> None:
    scene.ken.home.forget_leases()
    scene.ken.gets(scene.lent)


def begins_anew_and_takes_the_old_file_in(scene: Scene) -> None:
    (scene.ken.folder / "registry.json").unlink()
    scene.ken.home.begin_anew()
    scene.ken.knows(scene.hana)
    scene.ken.gets(scene.lent)


def empties_the_clock(scene: Scene) -> None:
    (scene.ken.folder / "clock.json").write_bytes(b"{}")
    scene.ken.gets(scene.lent)


AFTER_REVOCATION = [
    goes_on, takes_in_the_old_file_again, puts_the_old_registry_back, puts_everything_back,
    puts_everything_and_the_clock_back, puts_the_double_back, edits_the_floor,
    removes_the_registry_and_takes_the_old_file_in, forges_a_grant, edits_the_grant, sends_himself_a_grant,
    claims_the_cameo_as_his_own, passes_rules_off_as_a_grant, has_eve_lend_it, forgets_leases_and_takes_the_old_file_in,
    begins_anew_and_takes_the_old_file_in, empties_the_clock,
]  # fmt: skip


@pytest.mark.parametrize("restarted", [False, True], ids=["running", "restarted"])
@pytest.mark.parametrize("attack", AFTER_REVOCATION, ids=lambda attack: attack.__name__)
def test_what_was_taken_back_stays_taken_back(scene: Scene, attack: Callable[[Scene], None], restarted: bool) -> None:
    try:
        attack(scene)
    except StudioError:
        assert attack is not goes_on
    if restarted:
        scene.ken.restarted()
    with pytest.raises(StudioError):
        used(scene.ken, scene.cameo)


# --- while it is lent --------------------------------------------------------------------------------
@pytest.fixture
def lent(tmp_path: Path) -> tuple[Person, Person, CameoId]:
    return two_friends(tmp_path)


def test_a_lease_cannot_be_stretched_by_setting_the_clock_back(lent: tuple[Person, Person, CameoId]) -> None:
    _, ken, cameo = lent
    ken.clock += 7 * DAY
    with pytest.raises(LikenessRefused, match="lapsed"):
        used(ken, cameo)
    for back in (1, 2, 6):
        ken.clock -= back * DAY
        for _ in range(2):
            with pytest.raises(StudioError, match="runs behind"):
                used(ken, cameo)
            ken.restarted()
        ken.clock += back * DAY


@pytest.mark.parametrize("trick", ["removed", "emptied", "replaced"])
def test_nor_by_removing_or_replacing_the_record_of_the_clock(
    lent: tuple[Person, Person, CameoId], tmp_path: Path, trick: str
) -> None:
    _, ken, cameo = lent
    used(ken, cameo)
    shutil.copy(ken.folder / "clock.json", tmp_path / "old-clock")
    ken.clock += 7 * DAY
    with pytest.raises(LikenessRefused, match="lapsed"):
        used(ken, cameo)
    ken.clock -= 6 * DAY
    match trick:
        case "removed":
            (ken.folder / "clock.json").unlink()
        case "emptied":
            (ken.folder / "clock.json").write_bytes(b"")
        case _:
            shutil.copy(tmp_path / "old-clock", ken.folder / "clock.json")
    ken.restarted()
    with pytest.raises(StudioError, match="gone or was edited"):
        used(ken, cameo)


def test_a_clock_set_forward_and_back_by_the_time_server_is_no_attack(lent: tuple[Person, Person, CameoId]) -> None:
    _, ken, cameo = lent
    used(ken, cameo)
    ken.clock -= 60
    assert used(ken, cameo)


def test_a_grant_of_a_year_is_no_grant(lent: tuple[Person, Person, CameoId]) -> None:
    """Not even one that its owner signs: a lease is seven days at most."""
    hana, ken, cameo = lent
    held = ken.home.held(cameo)
    assert held is not None
    assert held.grant is not None
    long = hana.home.identity.sign(replace(held.grant, serial=9, expires=held.grant.issued + 365 * DAY))
    entry = ken.home.registry.entries[cameo]
    ken.home.change(lambda registry: replace(registry, entries={cameo: replace(entry, grant=long)}))
    with pytest.raises(LikenessRefused, match="longer"):
        used(ken, cameo)


def test_a_grant_for_ken_is_of_no_use_to_eve(lent: tuple[Person, Person, CameoId], tmp_path: Path) -> None:
    hana, ken, cameo = lent
    eve = Person(tmp_path / "eve", "Eve", "eve")
    eve.knows(hana)
    file = lend(hana, ken, cameo)
    with pytest.raises(InvalidRequest, match="not for you"):
        eve.home.take_in(file.data)
    entry = ken.home.registry.entries[cameo]
    eve.home.change(lambda registry: replace(registry, entries={cameo: entry}))
    eve.home.vault.seal(cameo, "double", msgspec.json.encode(DOUBLE))
    with pytest.raises(LikenessRefused, match="no grant"):
        used(eve, cameo)


def test_ken_cannot_pass_it_on(lent: tuple[Person, Person, CameoId], tmp_path: Path) -> None:
    _, ken, cameo = lent
    eve = Person(tmp_path / "eve", "Eve", "eve")
    ken.knows(eve)
    with pytest.raises(InvalidRequest, match="not yours"):
        ken.home.lend(cameo, eve.id)
    with pytest.raises(InvalidRequest, match="not yours"):
        ken.home.set_rules(cameo, Level.EVERYONE, Limits())


def test_ken_cannot_take_limits_off(lent: tuple[Person, Person, CameoId]) -> None:
    hana, ken, cameo = lent
    lend(hana, ken, cameo, Limits(no_commercial=True))
    entry = ken.home.registry.entries[cameo]
    told = verified(entry.rules, Rules)
    lax = replace(ken.home.identity.sign(replace(told, limits=Limits())), by=hana.id)
    ken.home.change(lambda registry: replace(registry, entries={cameo: replace(entry, rules=lax)}))
    with pytest.raises(Untrusted):
        used(ken, cameo)


def test_old_laxer_rules_do_not_come_back_with_a_new_grant(lent: tuple[Person, Person, CameoId]) -> None:
    hana, ken, cameo = lent
    lax = ken.home.registry.entries[cameo].rules
    lend(hana, ken, cameo, Limits(no_commercial=True))
    entry = ken.home.registry.entries[cameo]
    ken.home.change(lambda registry: replace(registry, entries={cameo: replace(entry, rules=lax)}))
    with pytest.raises(LikenessRefused, match="rules"):
        used(ken, cameo)


def test_nobody_else_can_take_it_back_or_have_videos_deleted(
    lent: tuple[Person, Person, CameoId], tmp_path: Path
) -> None:
    hana, ken, cameo = lent
    eve = Person(tmp_path / "eve", "Eve", "eve")
    ken.knows(eve)
    eve.knows(ken)
    for statement in (Revocation(cameo, hana.id, ken.id, 99, eve.clock), Deletion(cameo, eve.id, ken.id, eve.clock)):
        file = parcel_file(eve.home.identity, ken.home.card[1], (eve.home.identity.sign(statement),), eve.clock)
        with pytest.raises(Untrusted):
            ken.home.take_in(file)
    assert used(ken, cameo)
    assert ken.home.registry.wanted == ()


def test_a_card_in_somebody_elses_name_is_refused(tmp_path: Path) -> None:
    hana, eve = Person(tmp_path / "h", "Hana", "hana"), Person(tmp_path / "e", "Eve", "eve")
    card = hana.home.card[1]
    fake = eve.home.identity.sign(Card(card.person, eve.home.card[1].recipient, "Hana", "hana", card.made + 1))
    for signed in (fake, replace(fake, by=card.person)):
        with pytest.raises(Untrusted):
            eve.home.take_in(canonical(signed))


def test_a_cameos_id_is_bound_to_its_owner(tmp_path: Path) -> None:
    hana, eve = Person(tmp_path / "h", "Hana", "hana"), Person(tmp_path / "e", "Eve", "eve")
    salt = "ab" * 16
    assert cameo_id(hana.id, salt) != cameo_id(eve.id, salt)


def test_a_parcel_with_one_statement_taken_out_is_refused(lent: tuple[Person, Person, CameoId]) -> None:
    hana, ken, cameo = lent
    file = lend(hana, ken, cameo)
    signed = msgspec.json.decode(ken.home.identity.opened(file.data), type=Signed)
    fewer = replace(signed, body=signed.body.replace('"kind":"Rules"', '"kind":"Rulez"'))
    with pytest.raises(Untrusted):
        ken.home.take_in(sealed_for(canonical(fewer), ken.home.card[1].recipient))


@pytest.mark.parametrize("data", [b"", b"{", b"age-encryption.org/v1\n", b"\x00" * 400, b'{"kind":"Card"}'])
def test_a_file_of_noise_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    person = Person(tmp_path, "Hana", "hana")
    with pytest.raises(StudioError) as told:
        person.home.take_in(data)
    assert told.value.remedy


def test_a_registry_written_by_another_key_is_refused(tmp_path: Path) -> None:
    hana, eve = Person(tmp_path / "h", "Hana", "hana"), Person(tmp_path / "e", "Eve", "eve")
    hana.home.make_cameo("hana", "Hana", DOUBLE, adult=True)
    RegistryFile(hana.folder, eve.home.identity, eve.secrets)._path.write_bytes(
        canonical(eve.home.identity.sign(Registry(counter=50)))
    )
    with pytest.raises(Untrusted, match="edited"):
        _ = hana.restarted().registry


def test_what_is_for_one_person_is_closed_to_another(tmp_path: Path) -> None:
    hana, eve = Person(tmp_path / "h", "Hana", "hana"), Person(tmp_path / "e", "Eve", "eve")
    sealed = sealed_for(b"for Hana", hana.home.card[1].recipient)
    assert hana.home.identity.opened(sealed) == b"for Hana"
    with pytest.raises(InvalidRequest, match="not for you"):
        eve.home.identity.opened(sealed)
