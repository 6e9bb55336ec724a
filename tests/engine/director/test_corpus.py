"""The prompts that the director was mended with stay understood."""

from studio.bench.director import read_all


def test_nine_facets_in_ten_and_more_of_the_tuned_prompts_are_understood():
    tally, count = read_all("english")
    assert count > 250
    assert sum(tally.found.values()) >= 0.95 * sum(tally.expected.values())
    assert sum(tally.right.values()) >= 0.95 * sum(tally.there.values())
