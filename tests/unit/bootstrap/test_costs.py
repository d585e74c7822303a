"""What a run cost is told by the kind of process, per text."""

import os
from pathlib import Path

from wayhome.bootstrap.costs import Costs, costs_now


def test_time_is_shared_out_over_the_texts_and_the_double_is_left_out_of_the_sum() -> None:
    before = Costs({"bench": 1.0, "web": 2.0}, {})
    after = Costs({"bench": 2.0, "web": 2.5, "worker": 0.2}, {"bench": 1, "web": 2, "worker": 3})

    told = {line[:36].strip(): line[36:].split()[0] for line in after.lines(before, 100, "bench")}

    assert told == {
        "bench": "10.00",
        "web": "5.00",
        "worker": "2.00",
        "service, without the double": "7.00",
    }


def test_work_done_here_is_counted(tmp_path: Path) -> None:
    before = costs_now(tmp_path, "bench")
    began = sum(os.times()[:2])
    while sum(os.times()[:2]) - began < 0.1:
        sum(range(10_000))

    assert costs_now(tmp_path, "bench").seconds["bench"] - before.seconds["bench"] >= 0.09
