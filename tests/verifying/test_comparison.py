"""What is seen anew against what a record says: chance passes, a forgery does not."""

import pytest

from verifying.comparison import differences

RESULT = {"mean": 0.41, "sd": 0.04, "seeds": 16}  # standard error 0.01, of a difference 0.014


def notebook(**changes):
    figure = '<svg><path d="M 10 20 L 30 40"/><text x="5">step</text></svg>\n'
    printed = 'relu  0.41 ± 0.04\nresults {"share": 0.41}\n'
    return {
        "results": {"share": RESULT},
        "claims": {"relu_ahead": True},
        "outputs": [
            [{"output_type": "stream", "name": "stdout", "text": printed.splitlines(True)}],
            [{"output_type": "display_data", "data": {"image/svg+xml": [figure]}}],
        ],
    } | changes


def replaced(old, new):
    def change(part):
        if isinstance(part, str):
            return part.replace(old, new)
        if isinstance(part, list):
            return [change(p) for p in part]
        return {k: change(v) for k, v in part.items()} if isinstance(part, dict) else part

    return notebook(outputs=change(notebook()["outputs"]))


@pytest.mark.parametrize(
    "seen",
    [
        notebook(),
        notebook(results={"share": RESULT | {"mean": 0.45}}),  # three standard errors
        replaced("0.41 ±", "0.42 ±"),  # one unit of the last digit
        replaced("30 40", "31.5 40"),  # a figure is 504 units wide
        replaced("L 30 40", "L 20 30 L 30 40"),  # a line by more points
    ],
)
def test_what_chance_and_cpus_move_passes(seen):
    assert list(differences("notebook", notebook(), seen, 400)) == []


@pytest.mark.parametrize(
    ("seen", "says"),
    [
        (
            notebook(results={"share": RESULT | {"mean": 0.55}}),
            "result share: the record says 0.41",
        ),
        (notebook(results={}), "result share is gone"),
        (notebook(claims={"relu_ahead": False}), "claims"),
        (replaced("0.41 ±", "0.61 ±"), "prints 0.61 where the record has 0.41"),
        (replaced("relu ", "gelu "), "prints other words"),
        (replaced("30 40", "90 40"), "draws 90 where the record has 30"),
        (replaced(">step<", ">epoch<"), "draws other words"),
        (replaced('<path d="M 10 20 L 30 40"/>', ""), "draws other words"),
        (
            notebook(results={"share": RESULT | {"mean": float("nan")}}),
            "result share: the record says 0.41, seen is nan",
        ),
        (notebook(outputs=[]), "another number of code cells"),
    ],
)
def test_a_difference_is_named(seen, says):
    assert says in " ".join(differences("notebook", notebook(), seen, 400))


def test_more_comparisons_allow_a_wider_difference():
    seen = notebook(results={"share": RESULT | {"mean": 0.494}})  # 5.9 standard errors
    assert list(differences("notebook", notebook(), seen, 1))
    assert list(differences("notebook", notebook(), seen, 1000)) == []


def test_a_result_that_does_not_vary_is_equal_but_for_rounding():
    exact = {"mean": 0.41, "sd": 0.0, "seeds": 1}
    record = notebook(results={"share": exact})
    near, other = (notebook(results={"share": exact | {"mean": m}}) for m in (0.411, 0.42))
    assert list(differences("notebook", record, near, 1)) == []
    assert list(differences("notebook", record, other, 1))


def test_what_is_deterministic_is_equal():
    verdict = {"method": "z3", "badge": "proved by Z3", "output": ["Z3: bounded"], "tie": []}
    record = {"bounded": verdict}
    assert list(differences("theorems", record, {"bounded": dict(verdict)}, 1)) == []
    (said,) = differences("theorems", record, {"bounded": verdict | {"method": "check"}}, 1)
    assert said == "bounded: method: 'z3' was recorded, 'check' is seen"
    (said,) = differences("theorems", record, {"bounded": verdict | {"output": ["Z3: at most"]}}, 1)
    assert "-Z3: bounded" in said and "+Z3: at most" in said
    assert list(differences("theorems", record, {}, 1))


def test_another_cpu_is_held_to_the_ties_that_it_saw():
    verdict = {
        "method": "z3",
        "badge": "proved by Z3",
        "output": ["Z3: bounded"],
        "tie": ["9 ulps"],
    }
    record = {"bounded": verdict}
    assert list(differences("ties", record, {"bounded": {"tie": ["9 ulps"]}}, 1)) == []
    (said,) = differences("ties", record, {"bounded": {"tie": ["99 ulps"]}}, 1)
    assert "-9 ulps" in said and "+99 ulps" in said
    assert list(differences("ties", record, {}, 1))


def test_a_number_of_a_session_is_equal_as_far_as_cpus_move_it():
    record = {"values": {"a": 0.41}}
    assert list(differences("code", record, {"values": {"a": 0.4100001}}, 1)) == []
    for seen, says in (
        ({"values": {"a": 0.42}}, "value a: 0.41 was recorded, 0.42 is seen"),
        ({"values": {"a": float("nan")}}, "value a: 0.41 was recorded, nan is seen"),
        ({}, "value a: 0.41 was recorded, None is seen"),
    ):
        assert list(differences("code", record, seen, 1)) == [says]
    assert list(differences("code", {}, record, 1)) == ["value a: None was recorded, 0.41 is seen"]
