"""What the host runs can read, and little else; what each job may write is written down here once more."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from plain_sentences import plain
from ruamel.yaml import YAML

from goldenthread.commands.verbs import VERBS

# All that may be written, by workflow and job. Whoever changes it says why, here and there.
MAY_WRITE = {
    "check": {"check": set()},
    "comment": {"comment": {"pull-requests"}},
    "links": {"links": {"issues"}},
    "progress": {"progress": {"contents", "issues", "pull-requests"}},
    "publish": {
        "approvals": {"contents"},
        "build": set(),
        "deploy": {"pages", "id-token"},
        "attest": {"id-token", "attestations"},
        "record": {"contents", "pull-requests"},
        "receipt": {"pull-requests"},
    },
    "remind": {"remind": {"issues"}},
}


@pytest.fixture(scope="module")
def workflows(root: Path) -> dict[str, dict[str, Any]]:
    """Give every workflow by its file's name."""
    read = YAML(typ="safe", pure=True)
    return {path.stem: read.load(path) for path in sorted((root / ".github/workflows").glob("*.yml"))}


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_each_job_may_write_only_what_it_must(workflows: dict[str, dict[str, Any]]) -> None:
    found = {
        name: {
            job: {right for right, level in facts["permissions"].items() if level == "write"}
            for job, facts in workflow["jobs"].items()
        }
        for name, workflow in workflows.items()
    }
    assert found == MAY_WRITE
    assert all(workflow["permissions"] == {} for workflow in workflows.values())


def test_no_words_of_others_stand_in_a_command(workflows: dict[str, dict[str, Any]]) -> None:
    commands = [step["run"] for workflow in workflows.values() for step in steps(workflow) if "run" in step]
    assert len(commands) > 20
    assert [command for command in commands if "${{" in command] == []


def test_every_action_is_pinned_and_none_keeps_the_token(workflows: dict[str, dict[str, Any]]) -> None:
    used = [step for workflow in workflows.values() for step in steps(workflow) if "uses" in step]
    assert [
        step["uses"] for step in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
    ] == []
    checkouts = [step for step in used if step["uses"].startswith("actions/checkout@")]
    assert len(checkouts) == 9
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert {step["with"].get("ref") for step in checkouts} == {
        None,
        "${{ github.event.repository.default_branch }}",
    }


def test_what_they_call_is_there(root: Path, workflows: dict[str, dict[str, Any]]) -> None:
    commands = " ".join(step.get("run", "") for workflow in workflows.values() for step in steps(workflow))
    called = set(re.findall(r"build\.py (?:--root \S+ )?([a-z-]+)", commands))
    assert called <= {verb.name for verb in VERBS}
    assert called >= {"audit", "changes", "comment-changes", "compare", "keep-approvals", "links", "receipt"}
    makefile = (root / "Makefile").read_text("utf-8")
    assert all(
        f"\n{name}: " in makefile or f"\n{name}:\n" in makefile
        for name in re.findall(r"make (\w+)", commands)
    )


def test_the_ruleset_waits_for_the_check_by_its_name(
    root: Path, workflows: dict[str, dict[str, Any]]
) -> None:
    ruleset = json.loads((root / ".github/rulesets/main.json").read_text("utf-8"))
    rules = {rule["type"]: rule.get("parameters", {}) for rule in ruleset["rules"]}
    (check,) = rules["required_status_checks"]["required_status_checks"]
    assert check["context"] == workflows["check"]["jobs"]["check"]["name"]
    assert check["integration_id"] == 15368, (
        "anybody who may set a status could set it, but for GitHub Actions alone"
    )
    asked = rules["pull_request"]
    assert asked["required_approving_review_count"] == 1
    assert asked["dismiss_stale_reviews_on_push"]
    assert asked["require_code_owner_review"]
    assert asked["require_last_push_approval"]
    assert ruleset["bypass_actors"] == []


def test_each_act_has_a_checklist_and_the_first_text_leads_to_it(root: Path) -> None:
    first = (root / ".github/pull_request_template.md").read_text("utf-8")
    acts = {path.stem: path.read_text("utf-8") for path in (root / ".github/PULL_REQUEST_TEMPLATE").iterdir()}
    assert set(re.findall(r"`([a-z-]+)`[,.]", first)) == set(acts)
    assert len(acts) == 7
    for act, text in acts.items():
        checks = re.findall(r"(?m)^- \[ \] (.+[.])$", text)
        assert len(checks) >= 5, act
        assert all(plain(check) for check in checks if act != "change-code"), act
    assert "build.py plan-meeting" in acts["take-a-paper-to-cabinet"]


def test_each_form_is_one_that_the_host_can_show(root: Path) -> None:
    read = YAML(typ="safe", pure=True)
    forms = {path.stem: read.load(path) for path in (root / ".github/ISSUE_TEMPLATE").glob("*.yml")}
    del forms["config"]
    assert set(forms) == {"progress", "mistake", "accessible-format"}
    for name, form in forms.items():
        assert {"name", "description", "title", "labels", "body"} == set(form), name
        assert plain(form["description"]), name
        fields = [item for item in form["body"] if item["type"] != "markdown"]
        labels = [item["attributes"]["label"] for item in fields]
        assert len(labels) == len(set(labels)) == len({item["id"] for item in fields}), name
        assert any(item.get("validations", {}).get("required") for item in fields), name
        warning = form["body"][0]["attributes"]["value"]
        assert re.search(r"[Aa]nyone\b.* can read", warning), name


def test_nothing_waives_a_checker_but_the_one_that_is_explained(root: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in (root / ".github").rglob("*.yml"))
    assert text.count("zizmor: ignore") == 1
    assert "pull_request_target" not in text
    comment = (root / ".github/workflows/comment.yml").read_text("utf-8")
    assert "zizmor: ignore[dangerous-triggers]" in comment
    assert "download-artifact" not in comment


@pytest.mark.slow
@pytest.mark.parametrize(
    "checker",
    [
        ["zizmor", "--offline", "--pedantic", "--no-progress", ".github"],
        # Without the helpers that some machines have and others lack.
        ["actionlint", "-no-color", "-shellcheck=", "-pyflakes="],
    ],
    ids=lambda command: command[0],
)
def test_workflow_files_have_no_finding(root: Path, checker: list[str]) -> None:
    program = Path(sys.executable).with_name(checker[0])
    done = subprocess.run([program, *checker[1:]], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_checkers_find_a_planted_danger(tmp_path: Path) -> None:
    workflow = tmp_path / ".github" / "workflows" / "bad.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(
        "name: Bad\non: pull_request_target\njobs:\n  bad:\n    runs-on: ubuntu-24.04\n    steps:\n"
        "      - run: echo ${{ github.event.pull_request.title }}\n      - uses: actions/checkout@v4\n"
    )
    found = subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", "--pedantic", "--no-progress", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode != 0
    for danger in ("dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"):
        assert danger in found.stdout
