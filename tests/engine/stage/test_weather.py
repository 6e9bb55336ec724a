"""Weather on the stage: rain wets, umbrellas keep dry, wind swings and blows, one wind a scene."""

import numpy as np
from msgspec import structs
from rehearsal import HANA, KEN, play, prop, shot

from studio.timeline.film import Action, CastId, PropId, Setting

STREET = Setting("neon_street", "street", "day", "rain")
WINDY = Setting("meadow", "hill", "day", "wind")
HANA_ID, KEN_ID, UMBRELLA = CastId("hana"), CastId("ken"), PropId("umbrella")


def test_rain_wets_who_stands_in_it_but_not_under_an_umbrella() -> None:
    both = shot(Action(KEN_ID, "hold", UMBRELLA), seconds=6, setting=STREET, present=("hana", "ken"))
    played = play(both, (HANA, KEN), (prop("umbrella"),))
    hana, ken = (played.performance.actors[n].wet for n in (0, 1))
    assert hana is not None
    assert ken is not None
    assert hana[0] < 0.05 < 0.35 < hana[-1]
    assert (np.diff(hana) > 0).all()
    assert ken.max() < 0.01
    person = played.after.person("hana")
    assert person is not None
    assert abs(person.wet - float(hana[-1])) < 1e-3


def test_the_ground_stays_wet_after_the_rain_and_gets_wet_when_it_begins() -> None:
    rained = play(shot(seconds=3, setting=STREET, present=("hana",))).after
    dry = structs.replace(STREET, weather="clear")
    after = play(shot(seconds=3, setting=dry, present=("hana",)), before=rained).performance.ground_wet
    assert after is not None
    assert after.min() > 0.95
    before = play(shot(seconds=3, setting=dry, present=("hana",))).after
    begins = play(shot(seconds=6, setting=STREET, present=("hana",)), before=before).performance.ground_wet
    assert begins is not None
    assert begins[0] < 0.1 < 0.4 < begins[-1]


def test_no_rain_falls_indoors() -> None:
    played = play(shot(seconds=2, setting=Setting("room", "room", "day", "rain"), present=("hana",)))
    assert played.performance.ground_wet is not None
    assert played.performance.ground_wet.max() == 0.0
    assert played.after.places == ()


def test_the_wind_is_one_through_a_scene_and_gusts() -> None:
    first = play(shot(seconds=4, setting=WINDY, present=("hana",), name="a")).performance
    second = play(shot(seconds=4, setting=WINDY, present=("hana",), name="b")).performance
    calm = play(shot(seconds=4, setting=structs.replace(WINDY, weather="clear"), present=("hana",))).performance
    assert first.wind == second.wind
    assert np.hypot(*first.wind) > 4 * np.hypot(*calm.wind)
    assert first.gusts is not None
    assert first.gusts.max() - first.gusts.min() > 0.2


def hung_lantern(weather: str):
    what = structs.replace(
        shot(seconds=6, setting=structs.replace(WINDY, weather=weather), present=("lantern",)),
        words="A lantern hangs on a string.",
    )
    return play(what, (), (prop("lantern"),))


def test_a_lantern_on_a_string_keeps_its_cord_and_swings_in_the_wind() -> None:
    played = hung_lantern("wind")
    performance, thing = played.performance, played.after.things[0]
    assert thing.hung_from is not None
    way = performance.props[0].position.astype(float)
    assert np.ptp(way[:, 0]) > 0.1
    cord = performance.cloths[0].points[:, :, 0].astype(float)
    lengths = np.linalg.norm(cord[:, 0] - cord[:, -1], axis=-1)
    assert np.ptp(lengths) < 0.01
    still = hung_lantern("fog").performance.props[0].position.astype(float)
    assert np.ptp(still[:, 0]) < 0.35 * np.ptp(way[:, 0])


def washing(weather: str) -> np.ndarray:
    setting = Setting("rooftop", "roof", "day", weather)
    what = structs.replace(shot(seconds=2, setting=setting, present=("laundry",)), words="Laundry on the roof.")
    return play(what, (), (prop("laundry"),)).performance.cloths[0].points.astype(float)


def test_cloth_keeps_its_size_hangs_from_its_pins_and_lifts_in_the_wind() -> None:
    windy, calm = washing("storm"), washing("fog")
    assert np.allclose(windy[:, 0, 0], windy[0, 0, 0], atol=1e-4)
    rows = np.linalg.norm(np.diff(windy, axis=1), axis=-1)
    assert np.median(np.abs(rows / np.median(rows) - 1)) < 0.08
    assert rows.max() < 1.7 * np.median(rows)
    drop = windy[:, 0].mean((0, 1)) - windy[:, -1].mean((0, 1)), calm[:, 0].mean((0, 1)) - calm[:, -1].mean((0, 1))
    assert drop[0][2] < 0.8 * drop[1][2]
    assert np.isfinite(windy).all()


def test_a_flag_goes_where_the_hand_takes_it() -> None:
    what = shot(Action(HANA_ID, "wave", PropId("flag")), seconds=3, setting=WINDY, present=("hana", "flag"))
    performance = play(what, (HANA,), (prop("flag"),)).performance
    cloth, pole = performance.cloths[0].points, performance.props[0].position
    away = np.linalg.norm(cloth[:, 0].mean(1) - pole, axis=-1)
    assert away.max() < 0.8
    assert cloth.shape[0] == performance.frames


def test_the_same_shot_plays_out_alike_to_the_last_bit() -> None:
    assert np.array_equal(washing("storm"), washing("storm"))
