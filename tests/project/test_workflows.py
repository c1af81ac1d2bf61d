"""The workflows: clean for zizmor, every action pinned by commit, and the scripts of the drift
workflow do what they say."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from checkout import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
REPORT = "one `finding`\n\nsecond $(line)\n"


def unpinned(text):
    """What stands behind each `uses:` that is not a full commit with its version."""
    used = re.findall(r"^[\s-]*uses:[ \t]*(.*?)[ \t]*$", text, re.M)
    return [action for action in used if not PINNED.fullmatch(action)]


def zizmor(path):
    command = [
        Path(sys.executable).with_name("zizmor"),
        "--offline",
        "--no-config",
        "--persona=pedantic",
        "--color=never",
        path,
    ]
    return subprocess.run(command, capture_output=True, encoding="utf-8")


def test_zizmor_finds_nothing():
    done = zizmor(ROOT / ".github/workflows")
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f"completed {path}" in done.stderr for path in WORKFLOWS)


@pytest.mark.parametrize(
    ("line", "wrong", "finding"),
    [
        ("persist-credentials: false", "fetch-depth: 1", "artipacked"),
        ("permissions: {}", "permissions: write-all", "excessive-permissions"),
        ('--title "$TITLE"', '--title "${{ github.event.issue.title }}"', "template-injection"),
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1", "@main", "unpinned-uses"),
    ],
)
def test_zizmor_finds_what_is_wrong(line, wrong, finding, tmp_path):
    text = (ROOT / ".github/workflows/drift.yml").read_text(encoding="utf-8")
    assert line in text
    (tmp_path / "drift.yml").write_text(text.replace(line, wrong), encoding="utf-8", newline="\n")
    done = zizmor(tmp_path / "drift.yml")
    assert done.returncode != 0 and f"[{finding}]" in done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_its_commit(path):
    text = path.read_text(encoding="utf-8")
    assert "uses:" in text and unpinned(text) == []


@pytest.mark.parametrize(
    "action",
    [
        "actions/cache@v5",
        "actions/cache@27d5ce7 # v5.0.5",
        "actions/cache@" + 40 * "a",
        "./local",
        "docker://alpine:3",
    ],
)
def test_an_action_that_is_not_pinned_is_seen(action):
    assert unpinned(
        f"    steps:\n      - uses: {action}\n      - name: x\n        uses: {action}\n"
    ) == [action, action]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_given_job_by_job(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert all(job.get("permissions") for job in workflow["jobs"].values())


def script(job, workflow, step):
    """What a step of a job runs, the last or one that has a name."""
    text = (ROOT / f".github/workflows/{workflow}.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"][job]["steps"]
    return next(each["run"] for each in reversed(steps) if step in (None, each.get("name")))


def run(job, home, workflow="drift", step=None, **variables):
    """Runs it as GitHub does: bash, which ends at the first command that fails."""
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"]
    command.append(script(job, workflow, step))
    environment = os.environ | {"PATH": f"{home}:{os.environ['PATH']}"} | variables
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, encoding="utf-8")


def stand_in(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8", newline="\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("report", "code", "drifted"),
    [(REPORT, 0, "false"), (REPORT, 1, "true"), (1000 * REPORT + 60000 * "é", 1, "true")],
)
def test_the_report_is_handed_on(report, code, drifted, tmp_path):
    (tmp_path / "given").write_text(report, encoding="utf-8", newline="\n")
    stand_in(tmp_path / ".venv/bin/python", f"cat given; exit {code}")
    done = run(
        "compare",
        tmp_path,
        GITHUB_OUTPUT=str(tmp_path / "output"),
        GITHUB_STEP_SUMMARY=str(tmp_path / "summary"),
    )
    assert done.returncode == 0, done.stderr
    said, opening, *text, ending = (
        (tmp_path / "output")
        .read_text(errors="replace", encoding="utf-8")
        .removesuffix("\n")
        .split("\n")
    )
    assert (said, opening) == (f"drifted={drifted}", f"report<<{ending}")
    assert "\n".join(text) == report.encode()[:60000].decode(errors="replace")
    assert (tmp_path / "summary").read_text(encoding="utf-8") == report


def test_a_check_that_fails_without_a_report_fails_the_workflow(tmp_path):
    stand_in(tmp_path / ".venv/bin/python", "exit 1")
    done = run(
        "compare",
        tmp_path,
        GITHUB_OUTPUT=str(tmp_path / "output"),
        GITHUB_STEP_SUMMARY=str(tmp_path / "summary"),
    )
    assert done.returncode != 0 and not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("open_issue", "call"),
    [("", "issue create --title The title --body-file -"), ("7", "issue edit 7 --body-file -")],
)
def test_an_issue_is_opened_once(open_issue, call, tmp_path):
    stand_in(
        tmp_path / "gh",
        f'if test "$2" = list; then echo "{open_issue}"; else echo "$@" > call; cat > body; fi',
    )
    done = run("tell", tmp_path, TITLE="The title", REPORT=REPORT)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "call").read_text(encoding="utf-8") == call + "\n"
    assert (tmp_path / "body").read_text(encoding="utf-8") == REPORT + "\n"


def test_no_issue_is_opened_when_the_open_ones_cannot_be_listed(tmp_path):
    stand_in(tmp_path / "gh", 'test "$2" = list && exit 1; touch call')
    assert run("tell", tmp_path, TITLE="The title", REPORT=REPORT).returncode != 0
    assert not (tmp_path / "call").exists()


@pytest.mark.parametrize(
    ("page", "gone", "good"),
    [
        ("commit abcdefabcdef", "nothing", True),
        ("commit 000000000000", "nothing", False),
        ("commit abcdefabcdef", "*/notebook/", False),
        ("commit abcdefabcdef", "*sitemap.xml", False),
    ],
)
def test_what_was_published_is_looked_at(page, gone, good, tmp_path):
    sitemap = "<loc>https://x.org/g/</loc>\n<loc>https://x.org/g/family/relu/notebook/</loc>\n"
    (tmp_path / "sitemap").write_text(sitemap * 2, encoding="utf-8", newline="\n")
    stand_in(tmp_path / "sleep", "true")
    stand_in(
        tmp_path / "curl",
        f"""case "${{!#}}" in
{gone}|"") exit 22 ;;
*sitemap.xml) cat sitemap ;;
*/family/relu/) echo "{page}" ;;
*/family/relu/notebook/|*.woff2) ;;
*) exit 22 ;;
esac""",
    )
    done = run("publish", tmp_path, "site", ADDRESS="https://x.org/g/", COMMIT="abcdef" * 6)
    assert (done.returncode == 0) == good, done.stderr


def kept(tmp_path, **variables):
    return run("build", tmp_path, "site", "What is kept of earlier versions", **variables)


def test_what_is_kept_of_earlier_versions_is_fetched(tmp_path):
    stand_in(
        tmp_path / "gh",
        """if test "$2" = list; then
  printf 'keras-3.14\nkeras-3.15\n'
else
  echo "$@" >> calls
fi""",
    )
    assert kept(tmp_path).returncode == 0 and (tmp_path / "kept").is_dir()
    assert (tmp_path / "calls").read_text(encoding="utf-8").splitlines() == [
        f"release download keras-{version} --pattern {version}.zip --dir kept"
        for version in ("3.14", "3.15")
    ]


@pytest.mark.parametrize("fails", ["list", "download"])
def test_nothing_is_published_without_the_earlier_versions(fails, tmp_path):
    stand_in(tmp_path / "gh", f'echo keras-3.14; test "$2" != {fails}')
    assert kept(tmp_path).returncode != 0


def test_a_first_version_finds_nothing_kept(tmp_path):
    stand_in(tmp_path / "gh", 'test "$2" = list')
    assert kept(tmp_path).returncode == 0 and (tmp_path / "kept").is_dir()


@pytest.mark.parametrize(
    ("there", "call"),
    [
        (True, "release upload keras-3.15 kept/3.15.zip --clobber"),
        (False, "release create keras-3.15 kept/3.15.zip --target abc --title"),
    ],
)
def test_what_was_published_is_kept(there, call, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/3.15.zip").touch()
    stand_in(tmp_path / "gh", f'test "$2" = view && exit {int(not there)}; echo "$@" > call')
    done = run("keep", tmp_path, "site", COMMIT="abc")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "call").read_text(encoding="utf-8").startswith(call)


def test_the_version_that_is_published_is_told(tmp_path):
    (tmp_path / "site").mkdir()
    stand_in(tmp_path / "python", f'exec {sys.executable} "$@"')
    listed = '[{"name":"3.16","at":"3.16/"},{"name":"3.15","at":""},{"name":"3.14","at":"3.14/"}]'
    (tmp_path / "site/versions.json").write_text(listed, encoding="utf-8", newline="\n")
    step, output = "The version that is published", tmp_path / "output"
    assert run("build", tmp_path, "site", step, GITHUB_OUTPUT=str(output)).returncode == 0
    assert output.read_text(encoding="utf-8") == "name=3.15\n"
