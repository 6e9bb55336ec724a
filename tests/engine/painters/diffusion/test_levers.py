"""Which levers are chosen on which card, in words; no library is needed to choose."""

import pytest

from studio.engine.estimates import estimate
from studio.engine.painters.catalogue import Dial, Setting, catalogue, entry_of
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.diffusion.ladder import LADDER, Means, Storage, climbed
from studio.engine.painters.diffusion.levers import (
    Card,
    LeverPlan,
    denoiser_gb,
    levers_for,
    memory_needed,
    windows_for,
)
from studio.errors import DeviceLimit


def card(memory_gb: float, host_gb: float = 64.0, tflops: float = 100.0, **more: object) -> Card:
    told = {"copy_gbps": 20.0, "compiles": True, "integers": True, **more}
    return Card("cuda", "a card", memory_gb, host_gb, tflops, **told)


def plan(machine: Card, painter: str = "wan-vace-1.3b", dial: Dial = Dial.GOOD, **more: object) -> LeverPlan:
    return levers_for(machine, entry_of(painter), dial, **more)


def test_the_more_memory_a_card_has_the_less_is_given_up() -> None:
    rich, poor, poorest = (plan(card(gb), "wan-vace-14b").means for gb in (141, 24, 8))
    assert rich == Means()
    assert poor.offloaded
    assert poor.storage is Storage.FULL
    assert poorest.offloaded
    assert poorest.storage is Storage.FP8
    for machine in (card(8), card(12), card(16), card(24), card(48), card(141)):
        for entry in catalogue():
            made = levers_for(machine, entry, Dial.DRAFT)
            given_up = made.means == LADDER[3][0]
            assert given_up or made.memory_gb <= machine.memory_gb, (machine.memory_gb, entry.name)


def test_blocks_are_fetched_where_that_costs_no_time_and_stored_small_where_it_would() -> None:
    slow_card = plan(card(12, tflops=20.0), "wan-ti2v-5b", Dial.BEST)
    assert slow_card.means == Means(tiled=True, offloaded=True)
    assert "s to fetch" in slow_card.reasons[0]
    quick_card = plan(card(16, tflops=900.0, copy_gbps=2.0), "wan-ti2v-5b", Dial.BEST)
    assert quick_card.means == Means(tiled=True, storage=Storage.INT8)
    assert plan(card(16, tflops=900.0, copy_gbps=2.0), "wan-ti2v-5b", Dial.BEST, loras=1).means.storage is Storage.FP8
    bare = plan(card(16, tflops=900.0, copy_gbps=2.0, integers=False), "wan-ti2v-5b", Dial.BEST)
    assert bare.means.storage is Storage.FP8


def test_blocks_are_not_fetched_from_memory_that_is_not_there() -> None:
    assert plan(card(24, host_gb=64), "wan-vace-14b").means.storage is Storage.FULL
    assert plan(card(24, host_gb=30), "wan-vace-14b").means.storage is Storage.FP8


def test_the_dial_says_how_much_is_left_out() -> None:
    machine = card(141, tflops=50.0)
    draft, good, best = (plan(machine, "wan-vace-14b", dial).pace for dial in Dial)
    assert draft.cache > good.cache > best.cache == 0
    assert best.compiled
    assert [draft.compiled, good.compiled] == [False, False], "compiled blocks and the cache do not go together"
    assert plan(machine, "wan-vace-14b").note
    assert not plan(machine, "wan-vace-14b", Dial.BEST).note


def test_no_lever_is_chosen_that_does_not_go_with_another() -> None:
    for gb in (8, 12, 16, 24, 48, 141):
        for tflops in (10.0, 100.0, 900.0):
            for entry in catalogue():
                for dial in Dial:
                    for loras in (0, 1):
                        made = levers_for(card(gb, tflops=tflops), entry, dial, loras=loras)
                        compiled, means = made.pace.compiled, made.means
                        assert not (compiled and (made.pace.cache or means.offloaded or means.storage is Storage.FP8))
                        assert not (means.storage is Storage.INT8 and (means.offloaded or loras))
                        assert not (made.pace.cache and entry.network is None)
                        assert all(reason.endswith(".") for reason in made.reasons)


def test_few_steps_leave_nothing_out() -> None:
    few = Setting(832, 480, 81, 4, 1.0)
    made = plan(card(141), setting=few)
    assert made.pace.cache == 0
    assert "too few steps" in " ".join(made.reasons)


def test_compiling_is_left_out_where_it_would_take_longer_than_it_saves() -> None:
    assert plan(card(141, tflops=50), "wan-vace-14b", Dial.BEST).pace.compiled
    assert not plan(card(141, tflops=5000), "wan-vace-14b", Dial.BEST).pace.compiled
    assert not plan(card(141, tflops=50, compiles=False), "wan-vace-14b", Dial.BEST).pace.compiled


def test_the_fastest_attention_that_is_here_is_used_and_named() -> None:
    machine = card(141, attention=(("native", 2.0), ("_native_cudnn", 1.0), ("flash", 1.5)))
    made = plan(machine)
    assert made.pace.attention == "_native_cudnn"
    assert any("2.0 times" in reason for reason in made.reasons)
    assert plan(card(141, attention=(("native", 1.0), ("flash", 0.98)))).pace.attention == "native"


def test_the_estimate_grows_with_the_work_and_shrinks_with_the_card() -> None:
    slow, quick = (plan(card(141, tflops=speed)).seconds for speed in (50.0, 500.0))
    assert slow is not None
    assert quick is not None
    assert slow == pytest.approx(10 * quick)
    draft, best = (plan(card(141), dial=dial).seconds for dial in (Dial.DRAFT, Dial.BEST))
    assert draft is not None
    assert best is not None
    assert best > 4 * draft
    assert plan(card(141), "animagine-xl-4").seconds is None, "its network is of no kind that this is known of"
    assert [windows_for(frames, Setting(832, 480, 81, 25, 5.0)) for frames in (12, 81, 82, 200)] == [1, 1, 2, 3]


def test_a_published_time_is_met_by_the_arithmetic() -> None:
    """Text to video with Wan 1.3B, 81 frames at 832x480, 50 steps: about four minutes on a card of 165 Tflop/s."""
    entry = entry_of("wan-vace-1.3b")
    made = levers_for(card(24, tflops=165.0), entry, Dial.BEST)
    assert made.seconds is not None
    assert 240 < made.seconds < 2.2 * 240, "and control adds half of it again"


def test_memory_is_told_for_what_is_given_up() -> None:
    entry = entry_of("wan-vace-14b")
    pace = plan(card(141)).pace
    whole, tiled, fetched, small = (
        memory_needed(entry, entry.good, means, pace)
        for means in (Means(), Means(True), Means(True, True), Means(True, True, Storage.FP8))
    )
    assert whole >= tiled > fetched > small
    assert whole > denoiser_gb(entry)


def test_the_ladder_goes_on_from_wherever_a_plan_began() -> None:
    assert climbed(Means(tiled=True, storage=Storage.INT8), "It")[0] == LADDER[3][0]
    assert climbed(Means(tiled=True), "It")[0] == LADDER[2][0]
    means = Means()
    for _ in range(len(LADDER) - 1):
        means = climbed(means, "It")[0]
    with pytest.raises(DeviceLimit, match="even in small pieces"):
        climbed(means, "It")


def test_a_processor_paints_with_nothing_given_up_and_says_how_long_that_takes() -> None:
    made = levers_for(Card("cpu", "a processor", 0.0, 24.0, 0.1), entry_of("wan-vace-1.3b"), Dial.GOOD)
    assert made.means == Means()
    assert made.seconds is not None
    assert made.seconds > 24 * 3600, "days, which is better known before"


def test_before_anything_was_painted_a_shot_is_reckoned_from_the_card() -> None:
    entry = entry_of("wan-vace-1.3b")
    told = estimate(entry, Choices(dial=Dial.DRAFT), 48, [], card(24))
    once = plan(card(24), dial=Dial.DRAFT).seconds
    assert once is not None
    assert told.seconds == pytest.approx(once)
    assert not told.measured
    assert told.reasons
    assert told.memory_gb == plan(card(24), dial=Dial.DRAFT).memory_gb
    longer = estimate(entry, Choices(dial=Dial.DRAFT), 240, [], card(24))
    assert longer.seconds == pytest.approx(3 * once)
    assert estimate(entry, Choices(), 48, []).seconds is None
